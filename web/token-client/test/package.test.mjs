import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

test("minified and gzipped it is under 3 kB", async (t) => {
  const [{ output }] = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: "oxc", lib: { entry: at("../src/index.ts"), formats: ["es"] }, rolldownOptions: { output: { minify: true } } },
  });
  const size = gzipSync(output[0].code, { level: 9 }).length;
  t.diagnostic(`${output[0].code.length} bytes minified, ${size} gzipped`);

  assert.ok(output[0].code.includes("TokenError"));
  assert.ok(size < 3_000, `${size} bytes`);
});

test("it depends on nothing", async () => {
  const manifest = JSON.parse(await readFile(at("../package.json"), "utf8"));

  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.peerDependencies, undefined);
});

test("its types fit those of the ACS credential", async () => {
  await promisify(execFile)(process.execPath, [at("../../node_modules/typescript/bin/tsc"), "-p", at("usage/tsconfig.json")]).catch(({ stdout }) => assert.fail(stdout));
});

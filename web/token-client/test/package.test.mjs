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

test("it can be published, with nothing in it but what users need", async () => {
  const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: at(".."), shell: process.platform === "win32" });
  const manifest = JSON.parse(await readFile(at("../package.json"), "utf8"));
  const [packed] = JSON.parse(stdout);
  const files = packed.files.map(({ path }) => path);

  assert.equal(manifest.private, undefined);
  assert.equal(manifest.publishConfig.provenance, true);
  assert.deepEqual(files.filter((file) => !/^dist\/\w+\.(js|d\.ts)$/.test(file)).sort(), ["LICENSE", "README.md", "package.json"]);
  assert.ok(files.includes(manifest.exports["."].default.slice(2)) && files.includes(manifest.exports["."].types.slice(2)));
});

test("what does not know exports finds it, such as TypeScript with moduleResolution node", async () => {
  const { exports, main, types } = JSON.parse(await readFile(at("../package.json"), "utf8"));

  assert.deepEqual({ types, default: main }, exports["."]);
});

test("its types fit those of the ACS credential", async () => {
  await promisify(execFile)(process.execPath, [at("../../node_modules/typescript/bin/tsc"), "-p", at("usage/tsconfig.json")]).catch(({ stdout }) => assert.fail(stdout));
});

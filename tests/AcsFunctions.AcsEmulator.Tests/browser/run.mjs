// Runs the attempts of a module in a page of headless Chromium, which reaches nobody: a request to anywhere else fails.
// Arguments: the module; the package to take for @azure/communication-calling. Standard input: what the attempts are given, as JSON.
import { accessSync } from "node:fs";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const [module, calling = "@azure/communication-calling"] = process.argv.slice(2);
// The client wants a secure page. No name server knows this one.
const origin = "https://front-end.test";
// The shell is the same engine without the rest of a browser, which costs more than most pages do.
const places = [process.env.CHROMIUM, "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].filter(Boolean);

function findChromium() {
  for (const place of places) {
    try {
      accessSync(place);
      return place;
    } catch {
      // The next one, then.
    }
  }

  throw new Error("These tests need Chromium: apt-get install chromium-headless-shell, or name it in the environment variable CHROMIUM.");
}

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [module],
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "error",
    alias: { "@azure/communication-calling": calling },
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".svg": "dataurl" },
  });
  return outputFiles[0].text;
}

async function openPage(browser, script) {
  const page = await browser.newPage();
  await page.route("**/*", (route) => {
    const { origin: asked, pathname } = new URL(route.request().url());
    return asked !== origin
      ? route.abort()
      : route.fulfill(pathname === "/" ? { contentType: "text/html", body: "<!doctype html>" } : { contentType: "text/javascript", body: script });
  });
  await page.clock.install();
  await page.goto(origin);
  await page.addScriptTag({ url: `${origin}/attempts.js` });
  return page;
}

async function runAttempts(page, given) {
  let ended = false;
  const outcomes = page
    .evaluate(async (given) => {
      const outcomes = {};
      for (const [name, attempt] of Object.entries(globalThis.attempts(given))) {
        outcomes[name] = await attempt().catch((error) => [error.code, error.subCode, error.message].filter(Boolean).join(" "));
      }

      return outcomes;
    }, given)
    .finally(() => (ended = true));
  outcomes.catch(() => {});

  // The client waits for services that are not there; its time passes faster than ours.
  for (let second = 0; !ended && second < 600; second++) {
    await page.clock.runFor(1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  return ended ? outcomes : Promise.reject(new Error("The attempts did not end within ten minutes of the page's time."));
}

const [given, script] = await Promise.all([text(process.stdin), bundle()]);
const browser = await chromium.launch({
  executablePath: findChromium(),
  // As root there is no sandbox; and a browser that looks for updates would reach for hosts that a test must not need.
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  console.log(JSON.stringify(await runAttempts(await openPage(browser, script), JSON.parse(given))));
} finally {
  await browser.close();
}

// A page of the playground in headless Chromium, which fails its test on any console error.
import assert from "node:assert/strict";
import { accessSync } from "node:fs";
import { createRequire } from "node:module";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { stack } from "../../token-client/test/stack.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// The shell is the same engine without the rest of a browser, which costs more than most pages do.
const places = [process.env.CHROMIUM, "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

function findChromium() {
  for (const place of places.filter(Boolean)) {
    try {
      accessSync(place);
      return place;
    } catch {
      // The next one, then.
    }
  }

  throw new Error("These tests need Chromium: apt-get install chromium-headless-shell, or name it in the environment variable CHROMIUM.");
}

export const launch = () =>
  chromium.launch({
    executablePath: findChromium(),
    // As root there is no sandbox; and a browser that looks for updates would reach for hosts that a test must not need.
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

/** Opens the playground; ends with a check that nothing went wrong that the test did not expect. */
export async function open(t, browser, { width = 1280, height = 900, colorScheme = "light" } = {}) {
  const page = await blankPage(browser);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  const errors = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && errors.push(`${message.text()} ${message.location().url}`));
  page.on("pageerror", (error) => errors.push(`${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${stack.functions}/`) && !request.url().startsWith("data:")) {
      errors.push(`It asked elsewhere: ${request.url()}`);
    }
  });
  t.after(() => page.removeAllListeners());

  await page.goto(`${stack.functions}/`);
  return {
    page,
    /** A refusal, which Chromium logs as an error. */
    expectRefusal(status, path) {
      const index = errors.findIndex((error) => error.includes(`status of ${status}`) && error.endsWith(path));
      assert.notEqual(index, -1, `expected a ${status} of ${path}, got ${errors}`);
      errors.splice(index, 1);
    },
    async isClean() {
      assert.deepEqual(await violationsOf(page), []);
      assert.deepEqual(errors, []);
    },
    status: page.locator("#status"),
    button: (name) => page.getByRole("button", { name, exact: true }),
  };
}

// Tests run one after another, and the playground keeps nothing in the browser: one page serves them all, which compiles its scripts once.
async function blankPage(browser) {
  const context = browser.contexts()[0] ?? (await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] }));
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  await page.goto("about:blank");
  return page;
}

/** The rules of accessibility that the page breaks: one text for each, which names the elements. */
export async function violationsOf(page) {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(axe);
  }

  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"], preload: false }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`);
}

/** A picture, for whoever wants to look: PLAYGROUND_PICTURES names the folder. */
export async function picture(page, name) {
  const folder = process.env.PLAYGROUND_PICTURES;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }
}

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";

/** A user whom no other test knows. */
export const newName = () => `user-${randomUUID().slice(0, 8)}`;

/** Waits until an element has that text, for a minute at most. */
export async function expectText(locator, expected) {
  const patience = AbortSignal.timeout(60_000);
  for (;;) {
    const text = ((await locator.textContent()) ?? "").trim();
    if (typeof expected === "string" ? text === expected : expected.test(text)) {
      return;
    }

    if (patience.aborted) {
      assert.fail(`expected ${expected}, got: ${text}`);
    }

    // Not by the page's next frame: a page that draws none, on a busy machine, would be waited for without end.
    await setTimeout(20);
  }
}

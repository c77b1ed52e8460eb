import { mock } from "node:test";

/**
 * Stops `setTimeout` and `Date` until the test ends. A timer that was set before can still be cleared, which mocked timers alone
 * do not let: a connection of `fetch` that was idle would otherwise time out in the middle of a later request.
 */
export function stopTime(t, now = Date.now()) {
  const clear = globalThis.clearTimeout;
  mock.timers.enable({ apis: ["setTimeout", "Date"], now });
  const clearMocked = globalThis.clearTimeout;
  globalThis.clearTimeout = (timer) => {
    clear(timer);
    clearMocked(timer);
  };
  t.after(() => mock.timers.reset());
}

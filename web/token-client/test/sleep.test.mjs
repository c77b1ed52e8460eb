import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { clientOf, held, minute, serviceOf, settle, stopTheClock, tokenAnswer } from "./service.mjs";

const hour = 60 * minute;

for (const [what, first] of [
  ["waits for another attempt", new TypeError("fetch failed")],
  ["has a request under way", held().answer],
]) {
  test(`a machine that falls asleep while a refresher ${what} has time for its network to come back`, async (t) => {
    const clock = stopTheClock(t);
    let isUp = false;
    const service = serviceOf(first, () => (isUp ? tokenAnswer() : new TypeError("fetch failed")));
    const asked = clientOf(service).tokenRefresher();
    asked.catch(() => {});
    await clock.pass(minute / 2);

    // Timers stand still meanwhile, the clock does not.
    mock.timers.setTime(Date.now() + 8 * hour);
    for (let second = 0; second < 20; second++) {
      await clock.pass(1_000);
    }

    isUp = true;
    for (let second = 0; second < 40; second++) {
      await clock.pass(1_000);
    }

    assert.ok(await asked);
  });
}

test("a refresher's patience ends, however often the machine falls asleep", async (t) => {
  const clock = stopTheClock(t);
  const failed = assert.rejects(clientOf(serviceOf(new TypeError("fetch failed"))).tokenRefresher(), { code: "network_error" });

  for (let nap = 0; nap < 10; nap++) {
    await clock.pass(minute);
    mock.timers.setTime(Date.now() + hour);
  }

  await settle();
  await failed;
});

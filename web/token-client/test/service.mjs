// A token service in memory, on which a test can say what each call is answered.
import { mock } from "node:test";
import { TokenClient } from "../dist/index.js";
import { stopTime } from "./clock.mjs";

export const minute = 60_000;

/** @param answers One for each call in turn, the last one for all that follow: a Response, an error to throw, or a function that makes one. */
export function serviceOf(...answers) {
  const calls = [];
  const fetch = async (address, request) => {
    calls.push({ address, ...request });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    const made = typeof answer === "function" ? await answer(request) : answer;
    if (made instanceof Error) {
      throw made;
    }

    return made.clone();
  };
  return { fetch, calls };
}

export function clientOf(service, options = {}) {
  return new TokenClient({ endpoint: "https://service.test/api/", getAccessToken: () => "mine", fetch: service.fetch, ...options });
}

let issued = 0;

export function tokenAnswer(lifetime = 60 * minute) {
  const id = "8:acs:made-up";
  return Response.json({
    user: { communicationUserId: id, id, rawId: id },
    userId: id,
    token: `token ${++issued}`,
    expiresOn: new Date(Date.now() + lifetime).toISOString(),
    expiresOnTimestamp: Date.now() + lifetime,
    scopes: ["chat"],
  });
}

export function problem(status, code, retryAfter) {
  return Response.json(
    { type: `docs/errors.md#${code}`, title: "A title.", detail: "A detail.", status, code, traceId: "0123456789abcdef0123456789abcdef" },
    { status, headers: { "Content-Type": "application/problem+json", ...(retryAfter !== undefined && { "Retry-After": `${retryAfter}` }) } });
}

/** Answers when the test says so, or fails when the caller gives up, as fetch does. */
export function held() {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const answer = ({ signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      released.then(resolve);
    });
  return { answer, release };
}

/** Lets everything run that waits for no clock. */
export async function settle() {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Time that passes only when a test says so. */
export function stopTheClock(t) {
  stopTime(t, Date.UTC(2030, 0, 1));
  return {
    async pass(milliseconds) {
      await settle();
      mock.timers.tick(milliseconds);
      await settle();
    },
  };
}

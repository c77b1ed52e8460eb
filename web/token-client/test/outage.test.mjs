// One outage of three minutes, at every minute: what the ACS credential makes of it, on a clock that the test turns.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import * as newest from "@azure/communication-common";
import * as earlier from "communication-common-earlier";
import { TokenClient } from "../dist/index.js";
import { minute } from "./service.mjs";

const credentials = { newest, earlier };
const start = Date.UTC(2030, 0, 1);
const step = 10_000;
// Where nothing goes wrong, nothing happens for minutes.
const stride = 3 * step;
const length = 3 * minute;
const horizon = 130 * minute;

/** What an outage looks like to a call. */
const outages = {
  "the service does not answer": { service: "refuses" },
  "the service hangs": { service: "hangs" },
  "the service answers 503": { service: "503" },
  "sign-in and service do not answer": { service: "refuses", signIn: "refuses" },
  "sign-in hangs": { service: "hangs", signIn: "hangs" },
};

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (claims) => `${part({ alg: "none" })}.${part(claims)}.c2lnbmF0dXJl`;
const claimsOf = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

// Lived through before there is a test: from then on Node's runner tracks every promise, which takes longer than all the rest.
const lives = [];
for (const [version, { AzureCommunicationTokenCredential }] of Object.entries(credentials)) {
  for (const [name, outage] of Object.entries(outages)) {
    // An access token of the app lives for an hour, and is replaced five minutes before its end: here at another minute each time.
    const livesOf = (begin) => live(AzureCommunicationTokenCredential, { outage, begin: begin * minute, signedInBefore: ((begin * 7) % 55) * minute });
    lives.push({ version, name, ...(await liveAtEachMinute(version === "newest" ? 120 : 60, livesOf)) });
  }
}

const refresherOf = (world) => async () => (await (await world.fetch("", { headers: { Authorization: `Bearer ${await world.getAccessToken()}` } })).json()).token;
const control = await liveAtEachMinute(60, (begin) =>
  live(newest.AzureCommunicationTokenCredential, { outage: outages["the service does not answer"], begin: begin * minute, refresherOf }));

for (const { version, name, failures, unhandled } of lives) {
  test(`when ${name} for three minutes, at any minute, the ${version} credential goes on refreshing`, () => {
    assert.deepEqual(failures, []);
    assert.deepEqual(unhandled, []);
  });
}

test("control: a refresher that only fetches does not survive it", () => {
  const failures = control.failures.map(([begin]) => begin);

  // The outage that is there at the start, and those that meet the refresh in the fiftieth minute.
  assert.deepEqual(failures, [0, 48, 49, 50].filter((begin) => failures.includes(begin)));
  assert.ok(failures.includes(0) && failures.includes(49), `${failures}`);
  assert.ok(control.unhandled.length > 0);
});

/** @returns The minutes at which an outage made something go wrong, with what it was, and the rejections that nobody handled. */
async function liveAtEachMinute(minutes, livesOf) {
  const [failures, unhandled] = [[], []];
  const listen = (reason) => unhandled.push(`${reason}`);
  process.on("unhandledRejection", listen);
  for (let begin = 0; begin < minutes; begin++) {
    const failure = await livesOf(begin);
    if (failure) {
      failures.push([begin, failure]);
    }
  }

  process.removeListener("unhandledRejection", listen);
  return { failures, unhandled };
}

/** @returns What went wrong, or undefined. */
async function live(Credential, { outage, begin, signedInBefore = 0, refresherOf }) {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: start });
  const world = worldOf({ ...outage, begin: start + begin, end: start + begin + length, signedInBefore });
  const client = new TokenClient({ endpoint: "https://service.test/api", getAccessToken: world.getAccessToken, fetch: world.fetch });
  const credential = new Credential({ tokenRefresher: refresherOf?.(world) ?? client.tokenRefresher, refreshProactively: true });
  try {
    let first;
    for (let now = 0; now <= horizon;) {
      await settle();
      // Nobody asks the credential: what it got by itself is looked at.
      const left = (await heldBy(credential)) - Date.now();
      first ??= left > 0 ? now : undefined;
      if (first === undefined && now > begin + length + minute) return `no token ${now / minute} minutes after the start`;
      if (first !== undefined && left <= 0) return `it expired after ${now / minute} minutes`;
      if (first !== undefined && now > begin + length + 6 * minute && left < 10 * minute - 2 * stride) return `not refreshed after ${now / minute} minutes`;
      const isInTrouble = now >= begin - stride && now <= begin + length + 6 * minute;
      mock.timers.tick(isInTrouble ? step : stride);
      now += isInTrouble ? step : stride;
    }

    return undefined;
  } finally {
    credential.dispose();
    client.forget();
    world.stop();
    await settle();
    mock.timers.reset();
  }
}

/** A sign-in and a service, both of which lose three minutes. */
function worldOf({ service, signIn, begin, end, signedInBefore }) {
  const hanging = new Set();
  const isDown = () => Date.now() >= begin && Date.now() < end;
  const hang = (signal) => new Promise((_, reject) => {
    hanging.add(reject);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
  const fail = (how, signal) => (how === "hangs" ? hang(signal) : Promise.reject(new TypeError("fetch failed")));
  let accessToken = jwt({ iss: "https://login.test", sub: "a user", exp: start + 60 * minute - signedInBefore });
  return {
    stop: () => hanging.forEach((reject) => reject(new Error("over"))),
    async getAccessToken() {
      if (claimsOf(accessToken).exp - Date.now() > 5 * minute) return accessToken;
      if (signIn && isDown()) return fail(signIn);
      return (accessToken = jwt({ iss: "https://login.test", sub: "a user", exp: Date.now() + 60 * minute }));
    },
    async fetch(_, { headers, signal }) {
      if (isDown()) return service === "503" ? new Response("", { status: 503, headers: { "Retry-After": "5" } }) : fail(service, signal);
      assert.ok(claimsOf(headers.Authorization.split(" ")[1]).exp > Date.now());
      const expiry = Date.now() + 60 * minute;
      return Response.json({ token: jwt({ exp: expiry / 1000 }), expiresOnTimestamp: expiry, userId: "8:acs:made-up" });
    },
  };
}

/** When the token expires that the credential holds without asking for another; 0 where it holds none. */
async function heldBy(credential) {
  return credential.tokenCredential.currentToken.expiresOnTimestamp;
}

async function settle() {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

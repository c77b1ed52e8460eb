import assert from "node:assert/strict";
import { mock, test } from "node:test";
import * as newest from "@azure/communication-common";
import * as earlier from "communication-common-earlier";
import { stopTime } from "./clock.mjs";
import { newUser, planFault, signIn, stack, verdictOn } from "./stack.mjs";

const minute = 60_000;

for (const [version, { AzureCommunicationTokenCredential }] of Object.entries({ newest, earlier })) {
  test(`the ${version} credential gets a token that ACS accepts`, async (t) => {
    const { client, calls } = newUser();
    const credential = credentialOf(t, AzureCommunicationTokenCredential, { tokenRefresher: client.tokenRefresher });

    const { token, expiresOnTimestamp } = await credential.getToken();

    assert.equal(await verdictOn(token), "valid");
    assert.ok(expiresOnTimestamp > Date.now() + 59 * minute);
    assert.deepEqual(calls, ["POST /api/me/tokens"]);
  });

  test(`ten ${version} credentials make one request`, async (t) => {
    const { client, calls } = newUser();
    const credentials = Array.from({ length: 10 }, () => credentialOf(t, AzureCommunicationTokenCredential, { tokenRefresher: client.tokenRefresher }));

    const tokens = await Promise.all(credentials.map((credential) => credential.getToken()));

    assert.equal(new Set(tokens.map(({ token }) => token)).size, 1);
    assert.equal(calls.length, 1);
  });

  test(`the ${version} credential refreshes ten minutes before the end, unasked`, async (t) => {
    stopTime(t);
    const { client, calls } = newUser();
    const first = await client.getToken();
    const credential = credentialOf(t, AzureCommunicationTokenCredential, {
      tokenRefresher: client.tokenRefresher, refreshProactively: true, token: first.token,
    });

    mock.timers.tick(49 * minute);
    const before = [...calls];
    mock.timers.tick(minute);
    // The token lives by the service's clock, which went on while it was asked for. The next one does, too, and is due at once by the
    // stopped clock: that stands still from then on.
    const goOn = clockThatGoesOn();
    const second = await until(async () => {
      if (calls.length < 2) goOn();
      const { token } = await credential.getToken();
      return token !== first.token && token;
    });

    assert.deepEqual(before, ["POST /api/me/tokens"]);
    assert.equal(await verdictOn(second), "valid");
    assert.equal(calls.length, 2);
  });

  test(`the ${version} credential replaces a token that has expired`, async (t) => {
    stopTime(t);
    const { client, calls } = newUser({ expiresInMinutes: 240 });
    const { token: short } = await newUser().client.getToken();
    const credential = credentialOf(t, AzureCommunicationTokenCredential, { tokenRefresher: client.tokenRefresher, token: short });

    mock.timers.tick(59 * minute);
    const before = (await credential.getToken()).token;
    const callsBefore = calls.length;
    mock.timers.tick(2 * minute);
    const after = (await credential.getToken()).token;

    assert.equal(before, short);
    assert.equal(callsBefore, 0);
    assert.equal(await verdictOn(after), "valid");
    assert.notEqual(after, short);
  });

  test(`an abort of the ${version} credential reaches the request`, async (t) => {
    let sent;
    const underWay = new Promise((resolve) => (sent = resolve));
    const impatient = new AbortController();
    const { client } = newUser({
      fetch: (address, request) => {
        sent(request);
        return new Promise((_, reject) => request.signal.addEventListener("abort", () => reject(request.signal.reason)));
      },
    });
    const credential = credentialOf(t, AzureCommunicationTokenCredential, { tokenRefresher: client.tokenRefresher });
    const asked = assert.rejects(credential.getToken({ abortSignal: impatient.signal }), { name: "AbortError" });

    const request = await underWay;
    impatient.abort();

    await asked;
    assert.equal(request.signal.aborted, true);
  });

  test(`the ${version} credential sees the service's code`, async (t) => {
    const { client } = newUser({ expiresInMinutes: 59 });
    const credential = credentialOf(t, AzureCommunicationTokenCredential, { tokenRefresher: client.tokenRefresher });

    await assert.rejects(credential.getToken(), { name: "TokenError", code: "invalid_lifetime", status: 400 });
  });
}

test("the newest credential takes a token with its expiry, so that nobody decodes it", async (t) => {
  const { client } = newUser();
  let told;
  const credential = credentialOf(t, newest.AzureCommunicationTokenCredential, {
    tokenRefresher: async (abortSignal) => (told = await client.getToken({ abortSignal })),
  });

  const answer = await credential.getToken();

  assert.equal(answer.expiresOnTimestamp, told.expiresOnTimestamp);
});

test("a credential does not notice that ACS throttled", async (t) => {
  const { client, calls } = newUser();
  await client.createIdentity();
  const credential = credentialOf(t, newest.AzureCommunicationTokenCredential, { tokenRefresher: client.tokenRefresher });

  await planFault({ operation: "issueAccessToken", fault: "status", status: 429, retryAfterSeconds: 2 });
  const { token } = await credential.getToken();

  assert.equal(await verdictOn(token), "valid");
  assert.deepEqual(calls, ["PUT /api/me/identity", "POST /api/me/tokens", "POST /api/me/tokens"]);
});

test("an identity is made, read and deleted, and its tokens are revoked", async () => {
  const { client } = newUser();
  // A session that began in the second of a revoke does not count as newer.
  const sinceThen = (call) =>
    until(() => call().catch((error) => (error.code === "reauthentication_required" ? nextTenth() : Promise.reject(error))));

  const before = await client.readIdentity();
  const created = await client.createIdentity();
  const read = await client.readIdentity();
  const { token, user } = await client.getToken();
  const valid = await verdictOn(token);
  const revoked = await client.revoke();
  const ended = await verdictOn(token);
  const deleted = await sinceThen(() => client.deleteIdentity());
  const after = await sinceThen(async () => ({ identity: await client.readIdentity() }));

  assert.equal(before, undefined);
  assert.deepEqual(read, created);
  assert.deepEqual(user, created.user);
  assert.deepEqual([valid, revoked, ended, deleted], ["valid", "done", "revoked", "done"]);
  assert.equal(after.identity, undefined);
});

test("a session from before a revoke gets nothing more", async () => {
  let session;
  const { client, user } = newUser({ getAccessToken: () => session });
  session = await signIn(user);
  await client.getToken();

  await client.revoke();

  await assert.rejects(client.getToken(), { code: "reauthentication_required", isTransient: false });
});

test("a Teams user's token is exchanged", async () => {
  const { client, user } = newUser();

  const answer = await client.teamsToken(entraTokenOf(await objectIdOf(user)));
  const refusal = client.teamsToken(entraTokenOf("6e1c5a0e-93b5-4c8e-8a55-0e6f0b6e7a01"));

  assert.ok(answer.token);
  assert.ok(answer.expiresOnTimestamp > Date.now());
  await assert.rejects(refusal, { name: "TokenError", code: "teams_user_mismatch" });
});

function credentialOf(t, Credential, options) {
  const credential = new Credential(options);
  t.after(() => credential.dispose());
  return credential;
}

const nextTenth = () => new Promise((resolve) => setTimeout(resolve, 100));

/** Asks until there is something, by the real clock. */
async function until(ask) {
  for (;;) {
    const found = await ask();
    if (found) {
      return found;
    }

    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @returns Moves the stopped clock on by what has passed on the real one since the last time. */
function clockThatGoesOn() {
  let last = performance.now();
  return () => {
    const passed = Math.floor(performance.now() - last);
    last += passed;
    mock.timers.tick(passed);
  };
}

async function objectIdOf(user) {
  return JSON.parse(Buffer.from((await signIn(user)).split(".")[1], "base64url")).oid;
}

/** A Teams user's Entra token as far as the emulator reads it; nobody signs it. */
function entraTokenOf(oid) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [part({ alg: "none" }), part({ appid: stack.teamsClientId, oid, exp: Math.floor(Date.now() / 1000) + 3600 }), "c2lnbmF0dXJl"].join(".");
}

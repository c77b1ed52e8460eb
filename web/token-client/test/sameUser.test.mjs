// A token that still lives, when the service or the sign-in does not answer: who gets it, and who does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { clientOf, minute, problem, serviceOf, settle, stopTheClock, tokenAnswer } from "./service.mjs";

const down = new TypeError("fetch failed");
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const accessToken = (claims) => `${part({ alg: "RS256" })}.${part({ iss: "https://login.test", ...claims })}.c2lnbmF0dXJl`;
const hers = (iat) => accessToken({ sub: "hers — ü", iat });
const his = accessToken({ sub: "his" });

/** A client that has a token of ten minutes left, beside the session that a test changes and the answers that are to come. */
async function later(t, session, ...answers) {
  const clock = stopTheClock(t);
  const world = { session };
  const service = serviceOf(() => tokenAnswer(), ...answers);
  const client = clientOf(service, { attempts: 1, getAccessToken: () => (typeof world.session === "function" ? world.session() : world.session) });
  const first = await client.getToken();
  await clock.pass(50 * minute);
  return { clock, world, service, client, first };
}

test("while the service is down a renewed access token of the same user gets the token that lives", async (t) => {
  const { world, client, first } = await later(t, hers(1), down);

  world.session = hers(2);

  assert.equal((await client.getToken()).token, first.token);
});

for (const [name, other] of [
  ["another user's access token", his],
  ["the same subject of another issuer", accessToken({ iss: "https://other.test", sub: "hers — ü" })],
  ["an access token without a subject", accessToken({})],
  ["an access token that nobody can read", "opaque"],
]) {
  test(`while the service is down ${name} gets nothing, and nothing is left for the next one`, async (t) => {
    const { world, client } = await later(t, hers(1), down);

    world.session = other;
    await assert.rejects(client.getToken(), { code: "network_error" });
    world.session = () => Promise.reject(new Error("sign-in is offline"));
    await assert.rejects(client.getToken(), { message: "sign-in is offline" });
  });
}

test("claims that are made up get nothing while the service answers", async (t) => {
  const { clock, world, service, client, first } = await later(t, hers(1), problem(401, "invalid_token"));

  world.session = hers("made up");

  await assert.rejects(client.getToken(), { code: "invalid_token" });
  assert.equal(service.calls.at(-1).headers.Authorization, `Bearer ${world.session}`);
  // Control: the token was there to be had.
  assert.ok(first.expiresOnTimestamp > Date.now() + 9 * minute);
  await clock.pass(0);
});

test("a renewed access token is shown to the service, also when the token is fresh", async () => {
  let session = hers(1);
  const service = serviceOf(() => tokenAnswer());
  const client = clientOf(service, { getAccessToken: () => session });
  await client.getToken();

  session = hers(2);
  await client.getToken();

  assert.equal(service.calls.length, 2);
});

test("whom the app names is the user, whatever the access tokens say", async (t) => {
  const { world, client, first } = await later(t, { token: "opaque 1", user: "she" }, down);

  world.session = { token: "opaque 2", user: "she" };
  const renewed = await client.getToken();
  world.session = { token: "opaque 2", user: "he" };

  assert.equal(renewed.token, first.token);
  await assert.rejects(client.getToken(), { code: "network_error" });
});

test("a claim is not taken for the app's word", async (t) => {
  const { world, client } = await later(t, { token: "opaque", user: "https://login.test his" }, down);

  world.session = his;

  await assert.rejects(client.getToken(), { code: "network_error" });
});

for (const [name, user] of [["an empty name", ""], ["no name", undefined], ["an account in place of its name", { homeAccountId: "hers" }]]) {
  test(`${name} makes nobody the same user`, async (t) => {
    const { world, client } = await later(t, { token: "opaque 1", user }, down);

    world.session = { token: "opaque 2", user };

    await assert.rejects(client.getToken(), { code: "network_error" });
  });
}

test("without a name the claims tell whose it is", async (t) => {
  const { world, client, first } = await later(t, { token: hers(1), user: "" }, down);

  world.session = hers(2);

  assert.equal((await client.getToken()).token, first.token);
});

test("while sign-in is down the token that lives is answered, until its last minute", async (t) => {
  const { clock, world, service, client, first } = await later(t, hers(1), down);
  const offline = new Error("sign-in is offline");
  world.session = () => Promise.reject(offline);

  const kept = await client.getToken();
  await clock.pass(9 * minute);

  assert.equal(kept.token, first.token);
  await assert.rejects(client.getToken(), offline);
  assert.equal(service.calls.length, 1);
});

test("a sign-in that throws at once is one that is down", async (t) => {
  const { world, client, first } = await later(t, hers(1), down);

  world.session = () => {
    throw new Error("sign-in is offline");
  };

  assert.equal((await client.getToken()).token, first.token);
});

test("a sign-in that hangs is waited for no longer than an attempt, and without end where there is nothing to answer", async (t) => {
  const { clock, world, client, first } = await later(t, hers(1), () => tokenAnswer());
  let signIn;
  world.session = () => new Promise((resolve) => (signIn = resolve));

  const kept = client.getToken();
  await clock.pass(30_000);
  assert.equal((await kept).token, first.token);

  client.forget();
  const fresh = client.getToken();
  await clock.pass(60 * minute);
  signIn(hers(2));
  assert.notEqual((await fresh).token, first.token);
});

test("an access token that cannot be renewed leaves the token that lives", async (t) => {
  const { world, client, first } = await later(t, hers(1), problem(401, "invalid_token"));
  let calls = 0;
  world.session = () => (calls++ === 0 ? hers(1) : Promise.reject(new Error("sign-in is offline")));

  assert.equal((await client.getToken()).token, first.token);
  assert.equal(calls, 2);
});

for (const [name, answer] of [["500", new Response(null, { status: 500 })], ["empty 404", new Response(null, { status: 404 })], ["502 acs_denied", problem(502, "acs_denied")]]) {
  test(`a ${name} leaves the token that lives`, async (t) => {
    const { client, first } = await later(t, hers(1), answer);

    assert.equal((await client.getToken()).token, first.token);
  });
}

for (const [status, code, call] of [
  [401, "reauthentication_required", "getToken"],
  [401, "reauthentication_required", "readIdentity"],
  [401, "invalid_token", "getToken"],
  [403, "insufficient_scope", "getToken"],
]) {
  test(`after ${code} of ${call} nothing is left for an outage`, async (t) => {
    const { client } = await later(t, hers(1), ...Array(code === "invalid_token" ? 2 : 1).fill(problem(status, code)), down);

    await assert.rejects(client[call](), { code });

    await assert.rejects(client.getToken(), { code: "network_error" });
  });
}

for (const [status, code] of [[429, "rate_limited"], [400, "invalid_teams_token"], [403, "teams_user_mismatch"]]) {
  test(`${code} leaves the token that lives`, async (t) => {
    const { client, first } = await later(t, hers(1), problem(status, code), down);

    await assert.rejects(client.teamsToken("a Teams user's"), { code });

    assert.equal((await client.getToken()).token, first.token);
  });
}

test("a forced refresh that fails is an error, and does not lose the token that lives", async (t) => {
  const { client, first } = await later(t, hers(1), down);

  await assert.rejects(client.getToken({ forceRefresh: true }), { code: "network_error" });

  assert.equal((await client.getToken()).token, first.token);
});

test("who forgets leaves nothing for an outage", async (t) => {
  const { client } = await later(t, hers(1), down);

  client.forget();

  await assert.rejects(client.getToken(), { code: "network_error" });
});

for (const refresher of ["tokenRefresher", "accessTokenRefresher"]) {
  test(`${refresher} waits an outage out, five minutes at most`, async (t) => {
    const clock = stopTheClock(t);
    const service = serviceOf(down);
    const refreshed = clientOf(service, { attempts: 1 })[refresher]();
    const failed = assert.rejects(refreshed, { code: "network_error" });
    let isOver = false;
    failed.then(() => (isOver = true));

    for (let second = 0; second < 4 * 60; second++) await clock.pass(1_000);
    const early = isOver;
    for (let second = 0; second < 60; second++) await clock.pass(1_000);

    await failed;
    assert.equal(early, false);
    assert.ok(service.calls.length > 5);
  });

  test(`${refresher} does not wait out what will not pass`, async () => {
    const interaction = Object.assign(new Error("The user has to sign in."), { errorCode: "interaction_required" });
    const mistake = new TypeError("msal.accuireTokenSilent is not a function");
    const options = (error) => ({ getAccessToken: () => Promise.reject(error) });

    await assert.rejects(clientOf(serviceOf(problem(403, "insufficient_scope")))[refresher](), { code: "insufficient_scope" });
    await assert.rejects(clientOf(serviceOf(down), options(interaction))[refresher](), interaction);
    await assert.rejects(clientOf(serviceOf(down), options(mistake))[refresher](), mistake);
    await assert.rejects(clientOf(serviceOf(down), { attempts: 1, patience: 0 })[refresher](), { code: "network_error" });
  });

  test(`${refresher} ends its wait with an abort`, async (t) => {
    const clock = stopTheClock(t);
    const impatient = new AbortController();
    const refreshed = assert.rejects(clientOf(serviceOf(down), { attempts: 1 })[refresher](impatient.signal), { name: "AbortError" });
    await clock.pass(500);

    impatient.abort();

    await refreshed;
  });
}

test("a sign-in that is offline at the start is waited out", async (t) => {
  const clock = stopTheClock(t);
  let isOnline = false;
  const client = clientOf(serviceOf(() => tokenAnswer()), { getAccessToken: () => (isOnline ? "mine" : Promise.reject(new TypeError("Failed to fetch"))) });
  const refreshed = client.tokenRefresher();

  for (let second = 0; second < 180; second++) await clock.pass(1_000);
  isOnline = true;
  for (let second = 0; second < 31; second++) await clock.pass(1_000);

  assert.ok(await refreshed);
});

test("a credential believes the expiry of an opaque token, and would assume ten minutes of its text alone", async (t) => {
  stopTheClock(t);
  const client = clientOf(serviceOf(() => tokenAnswer()));
  const credentialOf = (tokenRefresher) => {
    const credential = new AzureCommunicationTokenCredential({ tokenRefresher });
    t.after(() => credential.dispose());
    return credential;
  };

  const told = await credentialOf(client.accessTokenRefresher).getToken();
  const assumed = await credentialOf(client.tokenRefresher).getToken();

  assert.deepEqual(Object.keys(told), ["token", "expiresOnTimestamp"]);
  assert.equal(told.expiresOnTimestamp - Date.now(), 60 * minute);
  assert.equal(assumed.expiresOnTimestamp - Date.now(), 10 * minute);
  await settle();
});

// Another user signs in while something of the one before still goes on: nothing of hers is done as him, and nothing of his is answered to her.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, held, minute, problem, serviceOf, settle, stopTheClock, tokenAnswer } from "./service.mjs";

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const accessToken = (sub, iat = 0) => `${part({ alg: "RS256" })}.${part({ iss: "https://login.test", sub, iat })}.c2lnbmF0dXJl`;
const hers = accessToken("hers");
const his = accessToken("his");
const down = new TypeError("fetch failed");
const done = new Response(null, { status: 204 });

/** A client of whoever is signed in; `session` may be a function, too, which is told whether to renew. */
function worldOf(session, answers, options) {
  const world = { session, asked: 0, service: serviceOf(...answers) };
  const getAccessToken = ({ renew }) => {
    world.asked++;
    return typeof world.session === "function" ? world.session(renew) : world.session;
  };
  world.client = clientOf(world.service, { getAccessToken, ...options });
  world.senders = () => world.service.calls.map(({ headers }) => headers.Authorization.slice("Bearer ".length));
  return world;
}

/** A call that may fail before anybody looks. */
const begun = (call) => (call.catch(() => {}), call);

/** What has become of a call by now: one that hangs is an error of its own. */
async function now(call) {
  await settle();
  return Promise.race([call, Promise.reject(new Error("It still goes on."))]);
}

const calls = {
  revoke: (client) => client.revoke(),
  deleteIdentity: (client) => client.deleteIdentity(),
  createIdentity: (client) => client.createIdentity(),
  readIdentity: (client) => client.readIdentity(),
  teamsToken: (client) => client.teamsToken("a Teams user's"),
  getToken: (client) => client.getToken(),
};

for (const [name, make] of Object.entries(calls)) {
  test(`${name} that waits for another attempt ends with forget, and is not made for the next user`, async (t) => {
    const clock = stopTheClock(t);
    const world = worldOf(hers, [problem(429, "rate_limited", 1), done]);
    const made = begun(make(world.client));
    await settle();

    world.client.forget();
    world.session = his;

    await assert.rejects(now(made), { name: "AbortError" });
    await clock.pass(1_000);
    assert.deepEqual(world.senders(), [hers]);
  });

  test(`${name} that waits for a sign-in ends at once with forget, and is not made for whoever signs in then`, async () => {
    let signIn;
    const world = worldOf(() => new Promise((resolve) => (signIn = resolve)), [done]);
    const made = begun(make(world.client));

    world.client.forget();

    await assert.rejects(now(made), { name: "AbortError" });
    signIn(his);
    await settle();

    assert.deepEqual(world.senders(), []);
  });

  test(`${name} is repeated as the user who made it, though nobody forgot her`, async (t) => {
    const clock = stopTheClock(t);
    const world = worldOf(hers, [problem(429, "rate_limited", 1), () => tokenAnswer()]);
    const made = begun(make(world.client));
    await settle();

    world.session = his;
    await clock.pass(1_000);

    await now(made);
    assert.deepEqual(world.senders(), [hers, hers]);
  });

  test(`${name} goes no further where the sign-in that renews is another user's`, async () => {
    const world = worldOf((renew) => (renew ? his : hers), [problem(401, "invalid_token"), () => tokenAnswer()]);

    await assert.rejects(make(world.client), { name: "TokenError", code: "user_changed", isTransient: false });

    assert.deepEqual(world.senders(), [hers]);
  });

  test(`${name} goes on where the sign-in that renews is the same user's`, async () => {
    const renewed = accessToken("hers", 1);
    const world = worldOf((renew) => (renew ? renewed : hers), [problem(401, "invalid_token"), () => tokenAnswer()]);

    await make(world.client);

    assert.deepEqual(world.senders(), [hers, renewed]);
  });

  const isDestructive = /revoke|delete/.test(name);
  test(`${name} ${isDestructive ? "goes no further" : "goes on"} where nothing tells whose the renewed access token is`, async () => {
    const world = worldOf((renew) => (renew ? "opaque 2" : "opaque 1"), [problem(401, "invalid_token"), () => tokenAnswer()]);

    await (isDestructive ? assert.rejects(make(world.client), { code: "user_changed" }) : make(world.client));

    assert.equal(world.senders().length, isDestructive ? 1 : 2);
  });
}

test("a revoke that was forgotten leaves the next user's request and token alone", async () => {
  const world = worldOf(hers, [held().answer, () => tokenAnswer()]);
  const revoked = begun(world.client.revoke());
  await settle();

  world.client.forget();
  world.session = his;
  const { token } = await world.client.getToken();

  await assert.rejects(now(revoked), { name: "AbortError" });
  assert.equal((await world.client.getToken()).token, token);
  assert.deepEqual(world.senders(), [hers, his]);
});

for (const [name, answer] of [["a token", tokenAnswer], ["a refusal of the access token", () => problem(401, "invalid_token")]]) {
  test(`${name} that comes after forget, by a fetch that cannot be aborted, is not kept and asks for nothing`, async () => {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    const world = worldOf(hers, [() => released, () => tokenAnswer()]);
    const asked = begun(world.client.getToken());
    await settle();

    world.client.forget();
    release(answer());

    await assert.rejects(now(asked), { name: "AbortError" });
    assert.equal(world.asked, 1);
    await world.client.getToken();
    assert.deepEqual(world.senders(), [hers, hers]);
  });
}

for (const refresher of ["tokenRefresher", "accessTokenRefresher"]) {
  test(`${refresher} that waits an outage out ends with forget, and asks nobody any more`, async (t) => {
    const clock = stopTheClock(t);
    const world = worldOf(hers, [down, () => tokenAnswer()], { attempts: 1 });
    const refreshed = begun(world.client[refresher]());
    await clock.pass(500);

    world.client.forget();
    world.session = his;

    await assert.rejects(now(refreshed), { name: "AbortError" });
    await clock.pass(5 * minute);
    assert.equal(world.asked, 1);
    assert.deepEqual(world.senders(), [hers]);
  });

  for (const [name, between] of [["", undefined], [", nor by way of an access token that tells nothing", "opaque"]]) {
    test(`${refresher} that waits an outage out gets nothing of the next user, though nobody forgot her${name}`, async (t) => {
      const clock = stopTheClock(t);
      const world = worldOf(hers, [down, down, () => tokenAnswer()], { attempts: 1 });
      const refreshed = begun(world.client[refresher]());
      await clock.pass(500);

      world.session = between ?? hers;
      await clock.pass(1_000);
      world.session = his;
      const { token } = await world.client.getToken();
      await clock.pass(2_000);

      await assert.rejects(now(refreshed), { code: "user_changed" });
      assert.ok(token);
      assert.deepEqual(world.senders(), [hers, between ?? hers, his]);
    });
  }
}

test("who asks while another user's request is under way does not share it, and what comes of it is not kept", async () => {
  const { answer, release } = held();
  const world = worldOf(hers, [answer, () => tokenAnswer()]);
  const asked = begun(world.client.getToken());
  await settle();

  world.session = his;
  const { token } = await now(world.client.getToken());
  release(tokenAnswer());
  const { token: herToken } = await now(asked);

  assert.notEqual(token, herToken);
  assert.equal((await world.client.getToken()).token, token);
  assert.deepEqual(world.senders(), [hers, his]);
});

test("callers of one user share a request, each with an access token of its own and whenever it comes", async () => {
  const signIns = [];
  const { answer, release } = held();
  const world = worldOf(() => new Promise((resolve) => signIns.push(resolve)), [answer, () => tokenAnswer()]);
  const asked = [world.client.getToken(), world.client.getToken(), world.client.getToken({ forceRefresh: true })];

  signIns[0](accessToken("hers", 1));
  await settle();
  signIns[1]?.(accessToken("hers", 2));
  await settle();
  release(tokenAnswer());
  await settle();
  signIns[2]?.(accessToken("hers", 3));

  const tokens = await now(Promise.all(asked));
  assert.equal(new Set(tokens.map(({ token }) => token)).size, 1);
  assert.equal(world.service.calls.length, 1);
});

test("where another user was seen, an outage of sign-in leaves nothing to answer", async () => {
  const world = worldOf((renew) => (renew ? his : hers), [() => tokenAnswer(), problem(401, "invalid_token")]);
  await world.client.getToken();
  await assert.rejects(world.client.getToken({ forceRefresh: true }), { code: "user_changed" });

  world.session = () => Promise.reject(new Error("sign-in is offline"));

  await assert.rejects(world.client.getToken(), { message: "sign-in is offline" });
});

for (const [what, nobody] of [["null", null], ["undefined", undefined], ["an empty text", ""], ["no token", { user: "account" }]]) {
  for (const ask of ["getToken", "tokenRefresher", "accessTokenRefresher"]) {
    test(`${ask} gives no token to a page where ${what} says that nobody is signed in, not even in an outage`, async () => {
      let answer = { token: "mine", user: "account" };
      const service = serviceOf(tokenAnswer(), new TypeError("fetch failed"));
      const client = clientOf(service, { getAccessToken: () => answer, attempts: 1, patience: 0 });
      await client.getToken();

      answer = nobody;
      await assert.rejects(client[ask](), { code: "authentication_required", status: 401, isTransient: false });
      assert.equal(service.calls.length, 1);
      // It is not kept for later, either.
      answer = { token: "mine", user: "account" };
      await assert.rejects(client.getToken(), { code: "network_error" });
    });
  }
}

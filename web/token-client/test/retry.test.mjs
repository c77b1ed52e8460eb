import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, held, problem, serviceOf, settle, stopTheClock, tokenAnswer } from "./service.mjs";

test("a refusal is an error with the service's code", async () => {
  const service = serviceOf(problem(403, "scope_not_allowed"));

  const failure = clientOf(service).getToken();

  await assert.rejects(failure, {
    name: "TokenError",
    code: "scope_not_allowed",
    status: 403,
    message: "A title. A detail.",
    traceId: "0123456789abcdef0123456789abcdef",
    isTransient: false,
  });
  assert.equal(service.calls.length, 1);
});

for (const [status, code] of [
  [429, "acs_throttled"],
  [429, "rate_limited"],
  [503, "storage_unavailable"],
  [503, "acs_unavailable"],
  [503, "issuer_unavailable"],
  [503, "contended"],
]) {
  test(`a ${status} ${code} is asked again, not before its Retry-After`, async (t) => {
    const clock = stopTheClock(t);
    const service = serviceOf(problem(status, code, 7), () => tokenAnswer());
    const asked = clientOf(service).getToken();

    await clock.pass(6_999);
    const early = service.calls.length;
    await clock.pass(1);

    assert.ok((await asked).token);
    assert.equal(early, 1);
    assert.equal(service.calls.length, 2);
  });
}

// A proxy may keep the header to itself; what is not in the service's own form is a gateway's, or of a host without a worker.
for (const [what, answer] of [
  ["503 storage_unavailable without a Retry-After", problem(503, "storage_unavailable")],
  ["503 acs_unavailable without a Retry-After", problem(503, "acs_unavailable")],
  ["408", new Response("", { status: 408 })],
  ["empty 500", new Response("", { status: 500 })],
  ["522", new Response("<p>Connection timed out</p>", { status: 522 })],
]) {
  test(`a ${what} is asked again`, async (t) => {
    const clock = stopTheClock(t);
    const service = serviceOf(answer, () => tokenAnswer());
    const asked = clientOf(service).getToken();

    await clock.pass(1_000);

    assert.ok((await asked).token);
    assert.equal(service.calls.length, 2);
  });
}

test("a Retry-After that is too long is an error that tells it", async () => {
  const service = serviceOf(problem(429, "acs_throttled", 31));

  await assert.rejects(clientOf(service).getToken(), { code: "acs_throttled", retryAfter: 31_000, isTransient: true });
  assert.equal(service.calls.length, 1);
});

test("without an answer it asks again, ever later, and gives up", async (t) => {
  const clock = stopTheClock(t);
  const service = serviceOf(new TypeError("fetch failed"));
  const asked = clientOf(service).getToken();
  const failed = assert.rejects(asked, { code: "network_error", status: 0 });

  await clock.pass(499);
  assert.equal(service.calls.length, 1);
  for (const longest of [1_000, 2_000, 4_000]) {
    await clock.pass(longest);
  }

  await failed;
  assert.equal(service.calls.length, 4);
});

test("an attempt that takes too long counts as no answer", async (t) => {
  const clock = stopTheClock(t);
  const service = serviceOf(held().answer);
  const failed = assert.rejects(clientOf(service, { attempts: 1, attemptTimeout: 1_000 }).getToken(), { code: "network_error" });

  await clock.pass(1_000);

  await failed;
});

// Every 5xx that the service sends without Retry-After.
for (const [status, code] of [
  [500, "internal_error"],
  [502, "acs_denied"],
  [502, "identity_missing_at_acs"],
  [502, "identity_not_owned"],
  [503, "authentication_not_configured"],
  [503, "teams_not_configured"],
]) {
  test(`a ${status} ${code} is not asked again`, async () => {
    const service = serviceOf(problem(status, code));

    await assert.rejects(clientOf(service).getToken(), { code, isTransient: false });
    assert.equal(service.calls.length, 1);
  });
}

test("an invalid access token is renewed once", async () => {
  const renewals = [];
  const service = serviceOf(problem(401, "invalid_token"), () => tokenAnswer());
  const client = clientOf(service, { getAccessToken: ({ renew }) => (renewals.push(renew), renew ? "new" : "old") });

  await client.getToken();

  assert.deepEqual(renewals, [false, true]);
  assert.deepEqual(service.calls.map((call) => call.headers.Authorization), ["Bearer old", "Bearer new"]);
});

test("an access token that stays invalid is an error", async () => {
  const service = serviceOf(problem(401, "invalid_token"));

  await assert.rejects(clientOf(service).getToken(), { code: "invalid_token" });
  assert.equal(service.calls.length, 2);
});

test("an ended session is not asked again", async () => {
  const service = serviceOf(problem(401, "reauthentication_required"));

  await assert.rejects(clientOf(service).getToken(), { code: "reauthentication_required" });
  assert.equal(service.calls.length, 1);
});

test("what getAccessToken throws is passed on", async () => {
  const refusal = new Error("not signed in");
  const service = serviceOf(tokenAnswer());

  await assert.rejects(clientOf(service, { getAccessToken: () => Promise.reject(refusal) }).getToken(), refusal);
  assert.equal(service.calls.length, 0);
});

test("a wait for another attempt ends with an abort", async (t) => {
  const clock = stopTheClock(t);
  const impatient = new AbortController();
  const service = serviceOf(problem(503, "acs_unavailable", 5));
  const asked = assert.rejects(clientOf(service).getToken({ abortSignal: impatient.signal }), { name: "AbortError" });
  await settle();

  impatient.abort();

  await asked;
  await clock.pass(5_000);
  assert.equal(service.calls.length, 1);
});

for (const [name, answer] of [["an empty 404", new Response(null, { status: 404 })], ["a page", new Response("<p>Sign in</p>", { status: 200 })]]) {
  test(`${name} is not taken for an answer of the service`, async () => {
    await assert.rejects(clientOf(serviceOf(answer)).getToken(), { code: "unexpected_answer", status: answer.status });
  });
}

for (const method of ["revoke", "deleteIdentity"]) {
  test(`${method} is not sent again when it may have taken effect`, async () => {
    const service = serviceOf(problem(503, "storage_unavailable", 0));

    await assert.rejects(clientOf(service)[method](), { code: "storage_unavailable" });
    assert.equal(service.calls.length, 1);
  });

  test(`${method} is sent again after a 429`, async (t) => {
    const clock = stopTheClock(t);
    const service = serviceOf(problem(429, "rate_limited", 1), new Response(null, { status: 202 }));
    const asked = clientOf(service)[method]();

    await clock.pass(1_000);

    assert.equal(await asked, "accepted");
  });

  test(`${method} ends a request for a token that is under way`, async () => {
    const { answer, release } = held();
    const service = serviceOf(answer, new Response(null, { status: 204 }));
    const client = clientOf(service);
    const asked = client.getToken();
    asked.catch(() => {});
    await settle();

    await client[method]();
    release(tokenAnswer());

    await assert.rejects(asked, { name: "AbortError" });
  });

  test(`${method} drops the token that is kept`, async () => {
    const service = serviceOf(tokenAnswer(), new Response(null, { status: 204 }), () => tokenAnswer());
    const client = clientOf(service);
    const before = await client.getToken();

    const completion = await client[method]();

    assert.equal(completion, "done");
    assert.notEqual((await client.getToken()).token, before.token);
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, held, minute, problem, serviceOf, settle, stopTheClock, tokenAnswer } from "./service.mjs";

test("a token is asked for as the service wants it", async () => {
  const service = serviceOf(tokenAnswer());

  await clientOf(service, { scopes: ["chat"], expiresInMinutes: 90 }).getToken();

  const [call] = service.calls;
  assert.equal(call.address, "https://service.test/api/me/tokens");
  assert.equal(call.method, "POST");
  assert.deepEqual(call.headers, { Authorization: "Bearer mine", "Content-Type": "application/json" });
  assert.deepEqual(JSON.parse(call.body), { scopes: ["chat"], expiresInMinutes: 90 });
  assert.equal(call.credentials, "omit");
  assert.equal(call.redirect, "error");
});

test("without a wish there is no body", async () => {
  const service = serviceOf(tokenAnswer());

  await clientOf(service).getToken();

  assert.equal(service.calls[0].body, undefined);
  assert.deepEqual(service.calls[0].headers, { Authorization: "Bearer mine" });
});

test("the access token goes into the header that is named, and into no other", async () => {
  const service = serviceOf(tokenAnswer());

  await clientOf(service, { header: "X-App-Authorization" }).getToken();

  assert.deepEqual(service.calls[0].headers, { "X-App-Authorization": "Bearer mine" });
});

test("ten callers at once make one request and get one token", async () => {
  const { answer, release } = held();
  const service = serviceOf(answer);
  const client = clientOf(service);

  const callers = Array.from({ length: 10 }, () => client.getToken());
  await settle();
  release(tokenAnswer());
  const tokens = await Promise.all(callers);

  assert.equal(service.calls.length, 1);
  assert.equal(new Set(tokens.map((token) => token.token)).size, 1);
});

test("a token is kept until a quarter of an hour before its end", async (t) => {
  const clock = stopTheClock(t);
  const service = serviceOf(() => tokenAnswer());
  const client = clientOf(service);
  const first = await client.getToken();

  await clock.pass(45 * minute - 1);
  const kept = await client.getToken();
  await clock.pass(1);
  const next = await client.getToken();

  assert.equal(kept.token, first.token);
  assert.notEqual(next.token, first.token);
  assert.equal(service.calls.length, 2);
});

test("a token that another user asked for is not handed out", async () => {
  let session = "hers";
  const service = serviceOf(() => tokenAnswer());
  const client = clientOf(service, { getAccessToken: () => session });
  const hers = await client.getToken();

  session = "his";
  const his = await client.getToken();

  assert.notEqual(his.token, hers.token);
  assert.equal(service.calls[1].headers.Authorization, "Bearer his");
});

test("a refresh can be forced", async () => {
  const service = serviceOf(() => tokenAnswer());
  const client = clientOf(service);
  const first = await client.getToken();

  const second = await client.getToken({ forceRefresh: true });

  assert.notEqual(second.token, first.token);
});

test("who forgets gets no token that was under way", async () => {
  const { answer, release } = held();
  const service = serviceOf(answer, () => tokenAnswer());
  const client = clientOf(service);
  const underWay = client.getToken();
  await settle();

  client.forget();
  release(tokenAnswer());

  await assert.rejects(underWay, { name: "AbortError" });
  await client.getToken();
  assert.equal(service.calls.length, 2);
});

test("who leaves gets an AbortError and does not disturb the others", async () => {
  const { answer, release } = held();
  const service = serviceOf(answer);
  const client = clientOf(service);
  const impatient = new AbortController();
  const left = client.getToken({ abortSignal: impatient.signal });
  const stayed = client.getToken();
  await settle();

  impatient.abort();
  release(tokenAnswer());

  await assert.rejects(left, { name: "AbortError" });
  assert.ok((await stayed).token);
  assert.equal(service.calls[0].signal.aborted, false);
});

test("when the last caller has left the request is aborted, and the next caller makes a new one", async () => {
  const service = serviceOf(held().answer, () => tokenAnswer());
  const client = clientOf(service);
  const impatient = new AbortController();
  const callers = [client.getToken({ abortSignal: impatient.signal }), client.getToken({ abortSignal: impatient.signal })];
  await settle();

  impatient.abort();

  await Promise.all(callers.map((caller) => assert.rejects(caller, { name: "AbortError" })));
  assert.equal(service.calls[0].signal.aborted, true);
  assert.ok((await client.getToken()).token);
});

test("a request that all have left is not waited for, though the fetch cannot be aborted", async () => {
  const service = serviceOf(() => new Promise(() => {}), () => tokenAnswer());
  const client = clientOf(service);
  const impatient = new AbortController();
  const left = assert.rejects(client.getToken({ abortSignal: impatient.signal }), { name: "AbortError" });
  await settle();

  impatient.abort();

  await left;
  assert.ok(await Promise.race([client.getToken(), settle()]));
});

test("a caller that had left before makes no request", async () => {
  const service = serviceOf(tokenAnswer());

  await assert.rejects(clientOf(service).getToken({ abortSignal: AbortSignal.abort() }), { name: "AbortError" });
  await settle();

  assert.equal(service.calls.length, 0);
});

test("an answer without a token is no token", async () => {
  const service = serviceOf(Response.json({ token: "looks like one" }));

  await assert.rejects(clientOf(service).getToken(), { name: "TokenError", code: "unexpected_answer", status: 200 });
});

test("while the service is down a token that still lives is answered, and none of another user", async (t) => {
  const clock = stopTheClock(t);
  let session = "hers";
  const service = serviceOf(() => tokenAnswer(), new TypeError("fetch failed"));
  const client = clientOf(service, { attempts: 1, getAccessToken: () => session });
  const first = await client.getToken();
  await clock.pass(50 * minute);

  const kept = await client.getToken();
  session = "his";

  assert.equal(kept.token, first.token);
  await assert.rejects(client.getToken(), { code: "network_error" });
});

test("while the service is down a token in its last minute is not answered", async (t) => {
  const clock = stopTheClock(t);
  const service = serviceOf(() => tokenAnswer(), new TypeError("fetch failed"));
  const client = clientOf(service, { attempts: 1 });
  await client.getToken();
  await clock.pass(59 * minute);

  await assert.rejects(client.getToken(), { code: "network_error" });
});

test("a token that still lives does not hide that the session has ended", async (t) => {
  const clock = stopTheClock(t);
  const service = serviceOf(() => tokenAnswer(), problem(401, "reauthentication_required"));
  const client = clientOf(service);
  await client.getToken();
  await clock.pass(50 * minute);

  await assert.rejects(client.getToken(), { code: "reauthentication_required" });
});

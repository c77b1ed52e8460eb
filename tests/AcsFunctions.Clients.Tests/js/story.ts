// What every client does with the contract: all operations, in each family of routes, refusals included. Types are those that a client's own fit.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export interface Stack {
  functions: string;
  key: string;
  users: { id: string; session: string; teamsToken: string; objectId: string }[];
  adminToken: string;
  contract: string;
  /** All that the contract describes. */
  operations: Operation[];
  /** Carries out jobs, as the timer does. */
  carryOut: string;
}

export interface Operation {
  id: string;
  method: string;
  path: string;
}

export interface Problem {
  code: string;
  status: number;
  title: string;
}

export type Answer<T> = Promise<{ data?: T | undefined; error?: Problem | undefined; response: Response }>;

/** The contract describes no refusal. */
export type Certain<T> = Promise<{ data?: T | undefined; error?: unknown; response: Response }>;

interface Identity {
  user: { communicationUserId: string };
  createdOn: string;
  lastTokenIssuedOn?: string | null;
}

interface Token {
  user: { communicationUserId: string };
  token: string;
  expiresOn: string;
  expiresOnTimestamp: number;
  scopes: string[];
}

interface Job {
  operationId: string;
  kind: string;
  status: "requested" | "running" | "finished" | "stopping" | "stopped" | "failed";
  cleanUpReport?: { staleFound: number };
  windDownReport?: { found: number };
}

interface Guest extends Token {
  guestId: string;
  deleteOn: string;
}

interface LookedUpUser {
  userId: string;
  user?: { communicationUserId: string };
  code?: string | null;
}

export interface Family {
  read(): Answer<Identity>;
  create(): Answer<Identity>;
  issue(body?: { scopes?: string[]; expiresInMinutes?: number }): Answer<Token>;
  exchange(teamsToken: string): Answer<{ token: string; expiresOnTimestamp: number }>;
  revoke(): Answer<unknown>;
  /** An operation that takes no body, by its name or its path alone. */
  call(operation: Operation): Answer<unknown>;
}

export interface Client {
  family(name: "me" | "users" | "keyed", user: Stack["users"][number]): Family;
  adopt(userId: string, communicationUserId: string): Answer<Identity>;
  lookUpIdentity(communicationUserId: string): Answer<{ userId?: string }>;
  lookUpUsers(userIds: string[]): Answer<{ users: LookedUpUser[] }>;
  createGuest(body: { scopes?: string[]; deleteAfterMinutes?: number }): Answer<Guest>;
  importMap(userId: string, communicationUserId: string): Answer<{ rows: { outcome: "imported" | "unchanged" | "conflict" | "invalid" | "failed" }[] }>;
  startCleanUp(): Answer<Job>;
  startWindDown(): Answer<Job>;
  readJob(id: string): Answer<Job>;
  stopJob(id: string): Answer<Job>;
  exportMap(): Answer<{ identities: { communicationUserId?: string }[] }>;
  live(): Certain<{ status: string }>;
  ready(): Answer<{ status: string }>;
  contract(): Certain<Blob | string>;
}

const routes = { me: "/api/me/", users: "/api/users/{userId}/", keyed: "/api/keyed/users/{userId}/" } as const;

/** What an application's fetch does: signs, and here also notes what is called. */
export const calls = new Set<string>();
export const session = { token: "", key: "" };

export async function recordingFetch(request: Request): Promise<Response> {
  calls.add(`${request.method} ${new URL(request.url).pathname}`);
  return fetch(request);
}

export async function run(client: Client, stack: Stack): Promise<void> {
  const names = ["me", "users", "keyed"] as const;
  for (const [index, name] of names.entries()) {
    await liveThrough(client, stack, name, stack.users[index]!);
    await callTheRest(client, stack, name);
  }

  await direct(client, stack);
  await operate(client, stack);
  assert.equal(dataOf(await client.live()).status, "live");
  assert.equal(dataOf(await client.ready()).status, "ready");
  const contract = dataOf(await client.contract());
  assert.equal(typeof contract === "string" ? contract : await contract.text(), stack.contract);
  console.log(JSON.stringify([...calls]));
}

async function liveThrough(client: Client, stack: Stack, name: "me" | "users" | "keyed", user: Stack["users"][number]): Promise<void> {
  session.token = name === "me" ? user.session : stack.adminToken;
  session.key = stack.key;
  const family = client.family(name, user);

  isRefused(await family.read(), 404, "identity_not_found");
  const created = dataOf(await family.create());
  assert.deepEqual(dataOf(await family.create()), created);
  const narrow = dataOf(await family.issue({ scopes: ["voip.join"], expiresInMinutes: 61 }));
  const all = dataOf(await family.issue());
  assert.equal(narrow.user.communicationUserId, created.user.communicationUserId);
  assert.deepEqual([narrow.scopes, all.scopes], [["voip.join"], ["chat", "voip"]]);
  assert.equal(narrow.expiresOnTimestamp, Date.parse(narrow.expiresOn));
  assert.ok(dataOf(await family.read()).lastTokenIssuedOn);
  isRefused(await family.issue({ scopes: ["fax"] }), 400, "invalid_scope");
  isRefused(await family.issue({ expiresInMinutes: 59 }), 400, "invalid_lifetime");
  assert.ok(dataOf(await family.exchange(user.teamsToken)).token);
  isRefused(await family.exchange("a.b.c"), 400, "invalid_teams_token");
  assert.equal((await family.revoke()).response.status, 204);
  if (name === "me") {
    isRefused(await family.issue(), 401, "reauthentication_required");
  }
}

/** What the story does not tell of is called all the same, each operation for a user with an identity. */
async function callTheRest(client: Client, stack: Stack, name: keyof typeof routes): Promise<void> {
  const rest = stack.operations.filter((operation) => operation.path.startsWith(routes[name]) && !isCalled(operation));
  assert.ok(rest.some((operation) => operation.method === "DELETE"));
  for (const operation of rest) {
    const user = stack.users.pop()!;
    session.token = name === "me" ? user.session : stack.adminToken;
    const family = client.family(name, user);
    dataOf(await family.create());
    const { response, error } = await family.call(operation);
    assert.ok(response.ok, `${operation.id}: ${response.status} ${JSON.stringify(error)}`);
  }
}

function isCalled({ method, path }: Operation): boolean {
  const form = new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
  return [...calls].some((call) => form.test(call));
}

async function direct(client: Client, stack: Stack): Promise<void> {
  const alice = stack.users[3]!;
  const bob = `${alice.id}-bob`;
  const identity = dataOf(await client.family("keyed", alice).create()).user.communicationUserId;

  assert.equal(dataOf(await client.adopt(alice.id, identity)).user.communicationUserId, identity);
  isRefused(await client.adopt(bob, identity), 409, "identity_conflict");
  assert.equal(dataOf(await client.lookUpIdentity(identity)).userId, alice.id);
  isRefused(await client.lookUpIdentity("8:acs:nobody_s"), 404, "identity_not_found");
  assert.deepEqual(
    dataOf(await client.lookUpUsers([alice.id, bob])).users.map(({ userId, user, code }) => [userId, user?.communicationUserId, code]),
    [[alice.id, identity, undefined], [bob, undefined, "identity_not_found"]]);
  assert.deepEqual(dataOf(await client.importMap(alice.id, identity)).rows, [{ outcome: "unchanged" }]);

  const guest = dataOf(await client.createGuest({ scopes: ["voip.join"], deleteAfterMinutes: 60 }));
  assert.match(guest.guestId, /^guest\|/);
  assert.deepEqual(guest.scopes, ["voip.join"]);
  assert.ok(Math.abs(Date.parse(guest.deleteOn) - Date.now() - 3_600_000) < 120_000, guest.deleteOn);
  isRefused(await client.createGuest({ scopes: ["fax"] }), 400, "invalid_scope");
}

async function operate(client: Client, stack: Stack): Promise<void> {
  const identity = dataOf(await client.family("keyed", stack.users[3]!).create()).user.communicationUserId;
  const cleanUp = dataOf(await client.startCleanUp());
  await fetch(stack.carryOut);
  const cleanedUp = dataOf(await client.readJob(cleanUp.operationId));
  const windDown = dataOf(await client.startWindDown());
  await fetch(stack.carryOut);
  const woundDown = dataOf(await client.readJob(windDown.operationId));
  const stopped = dataOf(await client.stopJob(dataOf(await client.startCleanUp()).operationId));

  assert.deepEqual([cleanUp.kind, cleanUp.status, cleanUp.cleanUpReport], ["clean-up", "requested", undefined]);
  assert.deepEqual([cleanedUp.status, cleanedUp.cleanUpReport?.staleFound, cleanedUp.windDownReport], ["finished", 0, undefined]);
  assert.ok(woundDown.windDownReport!.found > 0);
  assert.match(stopped.status, /^stopp/);
  assert.ok(dataOf(await client.exportMap()).identities.some((row) => row.communicationUserId === identity));
  isRefused(await client.readJob("20270301101500123-4f6c1d2e9a0b"), 404, "operation_not_found");

  session.key = "wrong";
  const { error, response } = await client.exportMap();
  assert.equal(response.status, 401);
  assert.ok(!error?.code);
}

function dataOf<T>({ data, error, response }: { data?: T | undefined; error?: unknown; response: Response }): T {
  assert.ok(response.ok && data !== undefined, `${response.url} ${response.status} ${JSON.stringify(error)}`);
  return data;
}

function isRefused({ error, response }: { error?: Problem | undefined; response: Response }, status: number, code: Problem["code"]): void {
  assert.deepEqual([response.status, error?.status, error?.code], [status, status, code]);
  assert.ok(error!.title);
}

// From standard input: the contract is too long for a variable of the environment.
export const stackOf = (): Stack => JSON.parse(readFileSync(0, "utf8")) as Stack;

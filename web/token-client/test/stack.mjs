// The local stack that the tests run against, as whoever started them says in ACS_STACK.
import { randomUUID } from "node:crypto";
import { TokenClient } from "../dist/index.js";

if (!process.env.ACS_STACK) {
  throw new Error("These tests need a local stack: run them with `dotnet test --project tests/AcsFunctions.Web.Tests`.");
}

export const stack = JSON.parse(process.env.ACS_STACK);

/** A client of a user whom no other test knows; each call signs in anew where `session` is not given. */
export function newUser(options = {}) {
  const user = `user-${randomUUID()}`;
  const calls = [];
  const client = new TokenClient({
    endpoint: `${stack.functions}/api`,
    getAccessToken: () => signIn(user),
    fetch: (address, request) => {
      calls.push(`${request.method} ${new URL(address).pathname}`);
      return fetch(address, request);
    },
    ...options,
  });
  return { user, client, calls };
}

export async function signIn(user) {
  const answer = await fetch(`${stack.signIn}/token`, { method: "POST", body: new URLSearchParams({ user }) });
  return (await answer.json()).access_token;
}

/** What the emulator says of an ACS token: `valid`, or why it is not. */
export async function verdictOn(token) {
  const answer = await fetch(`${stack.emulator}/_emulator/tokens/validate`, { method: "POST", body: JSON.stringify({ token }) });
  const { valid, reason } = await answer.json();
  return valid ? "valid" : reason;
}

export async function planFault(fault) {
  const answer = await fetch(`${stack.emulator}/_emulator/faults`, { method: "POST", body: JSON.stringify(fault) });
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
}

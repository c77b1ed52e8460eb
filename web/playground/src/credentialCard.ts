import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import type { AbortSignalLike, TokenClient } from "acs-functions-token-client";
import { byId, duration, isAbort, onAction, say } from "./dom.js";
import { session } from "./session.js";
import { showToken } from "./tokenCard.js";

const refreshMargin = 10 * 60_000;

let credential: AzureCommunicationTokenCredential | undefined;
let client: TokenClient | undefined;
let refreshesOn = 0;
let refreshes = 0;

/** @param clientOf Makes the token client of the user who is signed in, with the scopes and lifetime that are chosen. */
export function bindCredential(clientOf: () => TokenClient): void {
  onAction(byId("start-credential"), "click", () => start(clientOf()));
  onAction(byId("start-aged-credential"), "click", () => start(clientOf(), agedToken()));
  onAction(byId("stop-credential"), "click", async () => {
    disposeCredential();
    return "The credential is disposed: it refreshes no more.";
  });
  setInterval(tick, 250);
}

export function disposeCredential(): void {
  credential?.dispose();
  // The credential lets a refresh go on that is under way.
  client?.forget();
  credential = client = undefined;
  byId("credential").hidden = true;
  byId<HTMLButtonElement>("stop-credential").disabled = true;
}

async function start(newClient: TokenClient, token?: string): Promise<string> {
  disposeCredential();
  client = newClient;
  refreshes = 0;
  const tokenRefresher = async (abortSignal?: AbortSignalLike) => {
    try {
      const answer = await newClient.getToken({ forceRefresh: true, ...(abortSignal && { abortSignal }) });
      refreshes++;
      expect(answer.expiresOnTimestamp);
      say(`The credential refreshed ${session.user}'s token.`);
      await showToken(answer.token, answer.expiresOnTimestamp);
      return answer.token;
    } catch (error) {
      if (!isAbort(error)) {
        disposeCredential();
        say(`The credential could not refresh: ${(error as Error).message}`, true);
      }

      throw error;
    }
  };
  credential = new AzureCommunicationTokenCredential({ tokenRefresher, refreshProactively: true, ...(token && { token }) });
  const { expiresOnTimestamp } = await credential.getToken();
  expect(expiresOnTimestamp);
  byId<HTMLButtonElement>("stop-credential").disabled = false;
  return token ? "The credential will refresh in five seconds." : "The credential has a token.";
}

// Ten minutes before the end, and nearer to it at half of what is left: so the ACS library does it.
function expect(expiresOn: number): void {
  const left = expiresOn - Date.now();
  refreshesOn = Date.now() + (left > refreshMargin ? left - refreshMargin : left / 2);
  byId("credential").hidden = false;
  tick();
}

function tick(): void {
  byId("next-refresh").textContent = duration(refreshesOn - Date.now());
  byId("refresh-count").textContent = refreshes === 1 ? "once" : `${refreshes} times`;
}

/** Nobody's token; the credential looks at its end only. */
function agedToken(): string {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const end = Date.now() + refreshMargin + 5000;
  return `${part({ alg: "none" })}.${part({ exp: Math.ceil(end / 1000) })}.none`;
}

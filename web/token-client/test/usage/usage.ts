// Compiled, never run: what an application writes.
import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { AzureCommunicationTokenCredential as EarlierCredential } from "communication-common-earlier";
import { TokenClient, TokenError, type Identity } from "acs-functions-token-client";

const client = new TokenClient({ endpoint: "/api", getAccessToken: async () => "token", scopes: ["chat", "voip"], expiresInMinutes: 60 });

export const credentials = [
  new AzureCommunicationTokenCredential({ tokenRefresher: client.tokenRefresher, refreshProactively: true }),
  new EarlierCredential({ tokenRefresher: client.tokenRefresher, refreshProactively: true }),
  new AzureCommunicationTokenCredential({ tokenRefresher: client.accessTokenRefresher, refreshProactively: true }),
  new AzureCommunicationTokenCredential({ tokenRefresher: (abortSignal) => client.getToken({ ...(abortSignal && { abortSignal }) }) }),
];

export const named = new TokenClient({ endpoint: "/api", getAccessToken: async ({ renew }) => ({ token: `${renew}`, user: "account" }) });

export async function signOut(): Promise<Identity | undefined> {
  try {
    await client.revoke({ abortSignal: AbortSignal.timeout(1000) });
  } catch (error) {
    if (error instanceof TokenError && error.code === "reauthentication_required") {
      client.forget();
    }
  }

  // @ts-expect-error: no such scope.
  new TokenClient({ endpoint: "/api", getAccessToken: () => "token", scopes: ["sms"] });
  return client.readIdentity();
}

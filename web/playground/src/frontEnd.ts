import { TokenClient, type Completion, type Identity, type Scope } from "acs-functions-token-client";
import { bindCredential, disposeCredential } from "./credentialCard.js";
import { byId, clockOf, onAction } from "./dom.js";
import { recordingFetch } from "./requests.js";
import { session } from "./session.js";
import { askAcs, hideToken, showToken } from "./tokenCard.js";

/** Those of whoever is signed in. */
const clients: TokenClient[] = [];

/** A client as an application makes it; a new one for each wish, as a client has one. */
function newClient(): TokenClient {
  const scopes = [...document.querySelectorAll<HTMLInputElement>("[name=scope]:checked")].map((box) => box.value as Scope);
  const client = new TokenClient({
    endpoint: "/api",
    getAccessToken: () => session.accessToken,
    scopes,
    expiresInMinutes: byId<HTMLInputElement>("minutes").valueAsNumber,
    fetch: recordingFetch,
  });
  clients.push(client);
  return client;
}

function showIdentity(identity: Identity | undefined): void {
  byId("identity").hidden = !identity;
  byId("identity-id").textContent = identity?.user.communicationUserId ?? "";
  byId("identity-created").textContent = identity ? clockOf(identity.createdOn) : "";
}

async function end(what: string, completion: Completion): Promise<string> {
  disposeCredential();
  session.end(`${session.user}'s sessions have ended. Sign in again to go on.`);
  await askAcs();
  return completion === "done" ? `${what}.` : `${what} here; ACS could not be reached, and the clean-up will carry it out.`;
}

export function bindFrontEnd(): void {
  onAction(byId("sign-in-form"), "submit", async () => {
    const user = byId<HTMLInputElement>("user").value;
    if (user !== session.user) {
      signOut();
    }

    await session.start(user);
    return `${user} is signed in.`;
  });
  onAction(byId("sign-out"), "click", async () => {
    signOut();
    return "Signed out.";
  });
  onAction(byId("create-identity"), "click", async () => {
    showIdentity(await newClient().createIdentity());
    return "The identity is there.";
  });
  onAction(byId("read-identity"), "click", async () => {
    const identity = await newClient().readIdentity();
    showIdentity(identity);
    return identity ? "The identity is there." : `${session.user} has no identity.`;
  });
  onAction(byId("delete-identity"), "click", async () => {
    const completion = await newClient().deleteIdentity();
    showIdentity(undefined);
    return end("The identity is deleted", completion);
  });
  onAction(byId("token-form"), "submit", async () => {
    const answer = await newClient().getToken();
    await showToken(answer.token, answer.expiresOnTimestamp);
    return `A token for ${answer.scopes.join(", ")}.`;
  });
  onAction(byId("revoke"), "click", async () => end("All tokens are revoked", await newClient().revoke()));
  bindCredential(newClient);
}

function signOut(): void {
  // What is on its way would be shown to the next user.
  clients.splice(0).forEach((client) => client.forget());
  session.forget();
  disposeCredential();
  hideToken();
  showIdentity(undefined);
}

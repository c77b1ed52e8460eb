// The page that docs/front-ends.md shows, run as it stands, with stand-ins for what needs a browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as tokenClient from "../dist/index.js";
import { problem, serviceOf, tokenAnswer } from "./service.mjs";

class InteractionRequiredAuthError extends Error {}
const AsyncFunction = (async () => {}).constructor;

/** @returns What the page asked of the sign-in, and which calls it joined. */
async function runPage(t, { answer = tokenAnswer(), signIn = () => ({ accessToken: "mine" }) } = {}) {
  const seen = { redirects: [], joined: [] };
  const account = { homeAccountId: "hers", username: "she" };
  const packages = {
    "@azure/msal-browser": {
      InteractionRequiredAuthError,
      PublicClientApplication: class {
        async initialize() {}
        async handleRedirectPromise() {
          return null;
        }
        getAllAccounts = () => [account];
        acquireTokenSilent = async () => signIn();
        loginRedirect = async (request) => seen.redirects.push(request);
      },
    },
    "@azure/communication-common": {
      AzureCommunicationTokenCredential: class {
        constructor({ tokenRefresher }) {
          this.getToken = tokenRefresher;
        }
      },
    },
    "@azure/communication-calling": {
      CallClient: class {
        async createCallAgent(credential) {
          await credential.getToken();
          return { join: (call) => seen.joined.push(call) };
        }
      },
    },
    "acs-functions-token-client": tokenClient,
  };
  t.mock.method(globalThis, "fetch", serviceOf(answer).fetch);
  const document = await readFile(new URL("../../../docs/front-ends.md", import.meta.url), "utf8");
  const [, page] = /^```ts\n(.*?)^```/ms.exec(document);
  const script = page.replace(/^import (\{.*\}) from (".*");$/gm, "const $1 = packages[$2];").replace(/^export /gm, "");
  await new AsyncFunction("packages", script)(packages);
  return seen;
}

test("the documented page joins a call", async (t) => {
  const { redirects, joined } = await runPage(t);

  assert.equal(joined.length, 1);
  assert.deepEqual(redirects, []);
});

test("the documented page signs in for real after sessions were ended", async (t) => {
  const { redirects } = await runPage(t, { answer: problem(401, "reauthentication_required") });

  assert.deepEqual(redirects.map(({ prompt }) => prompt), ["login"]);
});

test("the documented page signs in as usual where the issuer asks for the user", async (t) => {
  const signIn = () => {
    throw new InteractionRequiredAuthError("interaction_required");
  };

  const { redirects } = await runPage(t, { signIn });

  assert.deepEqual(redirects.map(({ prompt }) => prompt), [undefined]);
});

test("the documented page sends nobody to the sign-in for any other refusal", async (t) => {
  await assert.rejects(runPage(t, { answer: problem(403, "insufficient_scope") }), { code: "insufficient_scope" });
});

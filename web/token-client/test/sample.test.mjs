// What docs/front-ends.md and the README show, run as it stands, with stand-ins for what needs a browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as communicationCommon from "@azure/communication-common";
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
  await runBlock("../../../docs/front-ends.md", packages);
  return seen;
}

/** Runs the first TypeScript of a document, with what else it names. @returns What it calls `credential`. */
async function runBlock(document, packages, names = {}) {
  const [, block] = /^```ts\n(.*?)^```/ms.exec(await readFile(new URL(document, import.meta.url), "utf8"));
  const script = block.replace(/^import (\{.*\}) from (".*");$/gm, "const $1 = packages[$2];").replace(/^export /gm, "");
  return new AsyncFunction("packages", ...Object.keys(names), `${script}; return credential;`)(packages, ...Object.values(names));
}

test("the README's credential gets a token, and renews the app's own where that was refused", async (t) => {
  const asked = [];
  const getAppToken = async (wish) => (asked.push(wish), "mine");
  const service = serviceOf(problem(401, "invalid_token"), () => tokenAnswer());
  t.mock.method(globalThis, "fetch", service.fetch);
  const packages = { "@azure/communication-common": communicationCommon, "acs-functions-token-client": tokenClient };

  const credential = await runBlock("../README.md", packages, { getAppToken });
  const { token } = await credential.getToken();
  credential.dispose();

  assert.match(token, /^token \d+$/);
  assert.deepEqual(asked, [{ forceRefresh: false }, { forceRefresh: true }]);
  assert.equal(service.calls[0].address, "https://<your app>.azurewebsites.net/api/me/tokens");
});

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

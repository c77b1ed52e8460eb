// @hey-api/openapi-ts, with its fetch client.
import { client as http } from "./generated/hey-api/client.gen.js";
import * as api from "./generated/hey-api/index.js";
import { recordingFetch, run, session, stackOf, type Answer, type Client, type Operation } from "./story.js";

const stack = stackOf();
http.setConfig({
  baseUrl: stack.functions,
  fetch: (request) => recordingFetch(request as Request),
  auth: ({ type }) => (type === "apiKey" ? session.key : session.token),
});

const byName = api as unknown as Record<string, (options: { path: { userId: string } }) => Answer<unknown>>;

const client: Client = {
  family(name, { id, objectId }) {
    const path = { userId: id };
    const call = (operation: Operation) => byName[operation.id[0]!.toLowerCase() + operation.id.slice(1)]!({ path });
    switch (name) {
      case "me":
        return {
          read: () => api.readMyIdentity(),
          create: () => api.createMyIdentity(),
          issue: (body) => api.issueMyToken(body && { body }),
          exchange: (teamsUserAadToken) => api.exchangeMyTeamsToken({ body: { teamsUserAadToken } }),
          revoke: () => api.revokeMyTokens(),
          call,
        };
      case "users":
        return {
          read: () => api.readUserIdentity({ path }),
          create: () => api.createUserIdentity({ path }),
          issue: (body) => api.issueUserToken({ path, ...(body && { body }) }),
          exchange: (teamsUserAadToken) => api.exchangeUserTeamsToken({ path, body: { teamsUserAadToken, userObjectId: objectId } }),
          revoke: () => api.revokeUserTokens({ path }),
          call,
        };
      case "keyed":
        return {
          read: () => api.keyedReadUserIdentity({ path }),
          create: () => api.keyedCreateUserIdentity({ path }),
          issue: (body) => api.keyedIssueUserToken({ path, ...(body && { body }) }),
          exchange: (teamsUserAadToken) => api.keyedExchangeUserTeamsToken({ path, body: { teamsUserAadToken, userObjectId: objectId } }),
          revoke: () => api.keyedRevokeUserTokens({ path }),
          call,
        };
    }
  },
  adopt: (userId, communicationUserId) => api.keyedCreateUserIdentity({ path: { userId }, body: { communicationUserId } }),
  lookUpIdentity: (communicationUserId) => api.lookUpIdentity({ path: { communicationUserId } }),
  lookUpUsers: (userIds) => api.lookUpUsers({ body: { userIds } }),
  createGuest: (body) => api.createGuest({ body }),
  importMap: (userId, communicationUserId) => api.importMap({ body: { identities: [{ userId, communicationUserId }] } }),
  startCleanUp: () => api.startCleanUp({ body: { dryRun: true } }),
  startWindDown: () => api.startWindDown({ body: { dryRun: true } }),
  readJob: (operationId) => api.readOperation({ path: { operationId } }),
  stopJob: (operationId) => api.stopOperation({ path: { operationId } }),
  exportMap: () => api.exportMap(),
  live: () => api.healthLive(),
  ready: () => api.healthReady(),
  contract: () => api.openApi({ parseAs: "blob" }),
};

await run(client, stack);

// openapi-typescript, with its fetch client.
import createClient from "openapi-fetch";
import type { paths } from "./generated/schema.js";
import { recordingFetch, run, session, stackOf, type Answer, type Client, type Operation } from "./story.js";

const stack = stackOf();
const api = createClient<paths>({ baseUrl: stack.functions, fetch: recordingFetch });
api.use({
  onRequest({ request }) {
    request.headers.set("Authorization", `Bearer ${session.token}`);
    request.headers.set("x-functions-key", session.key);
    return request;
  },
});

const byPath = api as unknown as { request(method: string, path: string, init: { params: { path: { userId: string } } }): Answer<unknown> };

const client: Client = {
  family(name, { id, objectId }) {
    const params = { path: { userId: id } };
    const call = ({ method, path }: Operation) => byPath.request(method.toLowerCase(), path, { params });
    switch (name) {
      case "me":
        return {
          read: () => api.GET("/api/me/identity"),
          create: () => api.PUT("/api/me/identity"),
          issue: (body) => api.POST("/api/me/tokens", body && { body }),
          exchange: (teamsUserAadToken) => api.POST("/api/me/teams-token", { body: { teamsUserAadToken } }),
          revoke: () => api.POST("/api/me/tokens/revoke"),
          call,
        };
      case "users":
        return {
          read: () => api.GET("/api/users/{userId}/identity", { params }),
          create: () => api.PUT("/api/users/{userId}/identity", { params }),
          issue: (body) => api.POST("/api/users/{userId}/tokens", { params, ...(body && { body }) }),
          exchange: (teamsUserAadToken) => api.POST("/api/users/{userId}/teams-token", { params, body: { teamsUserAadToken, userObjectId: objectId } }),
          revoke: () => api.POST("/api/users/{userId}/tokens/revoke", { params }),
          call,
        };
      case "keyed":
        return {
          read: () => api.GET("/api/keyed/users/{userId}/identity", { params }),
          create: () => api.PUT("/api/keyed/users/{userId}/identity", { params }),
          issue: (body) => api.POST("/api/keyed/users/{userId}/tokens", { params, ...(body && { body }) }),
          exchange: (teamsUserAadToken) => api.POST("/api/keyed/users/{userId}/teams-token", { params, body: { teamsUserAadToken, userObjectId: objectId } }),
          revoke: () => api.POST("/api/keyed/users/{userId}/tokens/revoke", { params }),
          call,
        };
    }
  },
  adopt: (userId, communicationUserId) => api.PUT("/api/keyed/users/{userId}/identity", { params: { path: { userId } }, body: { communicationUserId } }),
  lookUpIdentity: (communicationUserId) => api.GET("/api/keyed/identities/{communicationUserId}", { params: { path: { communicationUserId } } }),
  lookUpUsers: (userIds) => api.POST("/api/keyed/identities/lookup", { body: { userIds } }),
  createGuest: (body) => api.POST("/api/keyed/guests", { body }),
  importMap: (userId, communicationUserId) => api.POST("/api/keyed/operations/import", { body: { identities: [{ userId, communicationUserId }] } }),
  startCleanUp: () => api.POST("/api/keyed/operations/clean-up", { body: { dryRun: true } }),
  startWindDown: () => api.POST("/api/keyed/operations/wind-down", { body: { dryRun: true } }),
  readJob: (operationId) => api.GET("/api/keyed/operations/{operationId}", { params: { path: { operationId } } }),
  stopJob: (operationId) => api.DELETE("/api/keyed/operations/{operationId}", { params: { path: { operationId } } }),
  exportMap: () => api.GET("/api/keyed/operations/wind-down/export"),
  live: () => api.GET("/api/health/live"),
  ready: () => api.GET("/api/health/ready"),
  contract: () => api.GET("/api/openapi.yaml", { parseAs: "text" }),
};

await run(client, stack);

export { TokenClient } from "./tokenClient.js";
export type { AppToken, TokenClientOptions } from "./options.js";
export { TokenError } from "./tokenError.js";
export type { ErrorCode } from "./tokenError.js";
export type { AbortSignalLike } from "./abort.js";
export type { AcsToken, AcsUser, Completion, Identity, Scope, TeamsToken } from "./answers.js";

import type { AppToken } from "./options.js";

/** An access token, and whose it is, where that can be told. */
export interface AppUser {
  token: string;
  user: string | undefined;
}

export const appUserOf = (answer: string | AppToken): AppUser =>
  typeof answer === "string" ? { token: answer, user: claimedUser(answer) } : { token: answer.token, user: namedUser(answer.user) ?? claimedUser(answer.token) };

/**
 * Whether two access tokens are one user's: the same text, or the same user by the app's word, or by the claims; undefined where nothing tells.
 * Nobody has verified the claims of the second one, so that this may decide nothing while the service can be asked.
 */
export const isSameUser = (one: AppUser, other: AppUser): boolean | undefined =>
  one.token === other.token || (one.user && other.user ? one.user === other.user : undefined);

// An account that is not loaded yet has no name, and one that was given whole would have everybody's.
const namedUser = (user: unknown): string | undefined => (user && typeof user === "string" ? `app ${user}` : undefined);

// OpenID Connect: issuer and subject together name a user for ever. Bytes need no decoding to be compared.
function claimedUser(token: string): string | undefined {
  try {
    const { iss, sub } = JSON.parse(atob(token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/")));
    return typeof iss === "string" && typeof sub === "string" ? `${iss} ${sub}` : undefined;
  } catch {
    // Opaque: only its text tells whose it is.
    return undefined;
  }
}

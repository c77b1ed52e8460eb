/** What an ACS token can allow. */
export type Scope = "chat" | "voip" | "chat.join" | "chat.join.limited" | "voip.join";

/** An ACS identity; the three members are the same raw id, `8:acs:…`, under the names that ACS libraries use. */
export interface AcsUser {
  communicationUserId: string;
  id: string;
  rawId: string;
}

/** An ACS access token of the signed-in user. */
export interface AcsToken {
  user: AcsUser;
  /** The raw id once more. */
  userId: string;
  token: string;
  /** ISO 8601, UTC. */
  expiresOn: string;
  /** Milliseconds since 1970. */
  expiresOnTimestamp: number;
  scopes: Scope[];
}

/** The signed-in user's identity. */
export interface Identity {
  user: AcsUser;
  /** ISO 8601, UTC. */
  createdOn: string;
  /** ISO 8601, UTC; up to a day behind, and missing before the first token. */
  lastTokenIssuedOn?: string;
}

/** An ACS access token of a Teams user. */
export interface TeamsToken {
  token: string;
  /** ISO 8601, UTC. */
  expiresOn: string;
  /** Milliseconds since 1970. */
  expiresOnTimestamp: number;
}

/** `done`: carried out at ACS. `accepted`: recorded, the user's sessions have ended, and the service carries out the rest later. */
export type Completion = "done" | "accepted";

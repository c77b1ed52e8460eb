import type { Scope } from "./answers.js";

export interface TokenClientOptions {
  /** Where the routes begin, `/api` included: `https://name.azurewebsites.net/api`, or `/api` for the page's own origin. */
  endpoint: string | URL;

  /**
   * Your app's own access token for the endpoint, as for any API of yours; never an ACS token. Called before every call. With `renew` the one
   * before was refused: get a new one past your cache. What it throws is passed on.
   */
  getAccessToken(context: { signal: AbortSignal; renew: boolean }): string | Promise<string>;

  /** What tokens shall allow; all that the service's policy allows where left out. */
  scopes?: readonly Scope[];

  /** How long tokens shall live: 60 to 1440; the service's default where left out. */
  expiresInMinutes?: number;

  /** How often a call is sent at most. Default 4. */
  attempts?: number;

  /** The longest wait before another attempt, in milliseconds; a service that asks for a longer one is an error with `retryAfter`. Default 30000. */
  longestWait?: number;

  /** How long one attempt may take, in milliseconds. Default 30000. */
  attemptTimeout?: number;

  /** Sends requests; the platform's fetch where left out. */
  fetch?: typeof fetch;
}

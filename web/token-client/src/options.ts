import type { Scope } from "./answers.js";

/** Your app's access token, and whose it is in your app's own words. */
export interface AppToken {
  token: string;
  /** Tells one user of your app from the next, such as MSAL's `homeAccountId`; an empty text names nobody. */
  user: string;
}

export interface TokenClientOptions {
  /** Where the routes begin, `/api` included: `https://name.azurewebsites.net/api`, or `/api` for the page's own origin. */
  endpoint: string | URL;

  /**
   * Your app's own access token for the endpoint, as for any API of yours; never an ACS token. Called before every call, for calls
   * at the same time too. With `renew` the one before was refused: get a new one past your cache. None, such as an empty text, means that nobody is signed in: `authentication_required`. What it throws is passed on, unless an ACS token
   * that still lives can be answered.
   */
  getAccessToken(context: { signal: AbortSignal; renew: boolean }): string | AppToken | Promise<string | AppToken>;

  /** The header that carries the access token, where a proxy replaces `Authorization`: what `Authentication:Header` of the service names. Default Authorization. */
  header?: string;

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

  /** How long the refreshers wait out an outage when no token lives that could be answered, in milliseconds; a time of sleep takes half of it at most. Default 300000. */
  patience?: number;

  /** Sends requests; the platform's fetch where left out. */
  fetch?: typeof fetch;
}

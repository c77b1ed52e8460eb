import { aborted, type AbortSignalLike } from "./abort.js";
import type { AcsToken, Completion, Identity, TeamsToken } from "./answers.js";
import { Api, type Answer, type Call } from "./api.js";
import { Flight } from "./flight.js";
import type { TokenClientOptions } from "./options.js";
import { TokenError } from "./tokenError.js";

// The credential of the ACS libraries refreshes ten minutes before the end. A cached token must not make it ask again at once.
const freshMargin = 15 * 60_000;
const usableMargin = 60_000;

interface Kept {
  /** Whose it is, as far as we can tell: another access token may be another user's. */
  accessToken: string;
  token: AcsToken;
}

/** Gets ACS tokens for the signed-in user. Make one, keep it, and call `forget` when the user signs out. */
export class TokenClient {
  readonly #api: Api;
  readonly #wish: object | undefined;
  #flight: Flight<AcsToken> | undefined;
  #kept: Kept | undefined;

  constructor(options: TokenClientOptions) {
    const { scopes, expiresInMinutes } = options;
    this.#api = new Api(options);
    this.#wish = scopes || expiresInMinutes !== undefined ? { scopes, expiresInMinutes } : undefined;
  }

  /** For `new AzureCommunicationTokenCredential({ tokenRefresher: client.tokenRefresher, refreshProactively: true })`. */
  readonly tokenRefresher = async (abortSignal?: AbortSignalLike): Promise<string> => (await this.getToken({ ...(abortSignal && { abortSignal }) })).token;

  /**
   * A token with at least a quarter of an hour to live. Calls at the same time share one request. While the service cannot be reached, one that is
   * about to expire is answered: the ACS credential then asks again soon, where an error would end its refreshing.
   * @throws {TokenError} The service refused, or could not be reached. @throws AbortError
   */
  getToken(options: { abortSignal?: AbortSignalLike; forceRefresh?: boolean } = {}): Promise<AcsToken> {
    if (options.forceRefresh) {
      this.#kept = undefined;
    }

    if (!this.#flight || this.#flight.isOver) {
      const flight: Flight<AcsToken> = new Flight((signal) => this.#take(signal).finally(() => this.#end(flight)));
      this.#flight = flight;
    }

    return this.#flight.join(options.abortSignal);
  }

  /** Makes the user's identity, or answers the one there is. Asking for a token does so too. */
  async createIdentity(options?: { abortSignal?: AbortSignalLike }): Promise<Identity> {
    return (await this.#call({ method: "PUT", path: "identity", repeatable: true }, options)).json;
  }

  /** The user's identity, or undefined where there is none. */
  async readIdentity(options?: { abortSignal?: AbortSignalLike }): Promise<Identity | undefined> {
    try {
      return (await this.#call({ method: "GET", path: "identity", repeatable: true }, options)).json;
    } catch (error) {
      if (error instanceof TokenError && error.code === "identity_not_found") {
        return undefined;
      }

      throw error;
    }
  }

  /** Ends all ACS tokens of the user, and the user's sessions at the service: sign in again, anew. */
  revoke(options?: { abortSignal?: AbortSignalLike }): Promise<Completion> {
    return this.#finish({ method: "POST", path: "tokens/revoke" }, options);
  }

  /** Deletes the user's identity with all that ACS keeps for it, and ends the user's sessions at the service. */
  deleteIdentity(options?: { abortSignal?: AbortSignalLike }): Promise<Completion> {
    return this.#finish({ method: "DELETE", path: "identity" }, options);
  }

  /** An ACS token for a Teams user, in exchange for the user's Entra token with Teams scopes. */
  async teamsToken(teamsUserAadToken: string, options?: { abortSignal?: AbortSignalLike }): Promise<TeamsToken> {
    return (await this.#call({ method: "POST", path: "teams-token", body: { teamsUserAadToken }, repeatable: true }, options)).json;
  }

  /** Drops the token that is kept and ends calls for one. */
  forget(): void {
    this.#kept = undefined;
    this.#flight?.abort();
    this.#flight = undefined;
  }

  async #take(signal: AbortSignal): Promise<AcsToken> {
    const accessToken = await this.#api.getAccessToken(signal);
    const kept = this.#kept?.accessToken === accessToken ? this.#kept.token : undefined;
    if (kept && lives(kept, freshMargin)) {
      return kept;
    }

    try {
      const { json, status } = await this.#api.call({ method: "POST", path: "tokens", body: this.#wish, repeatable: true }, signal, accessToken);
      if (typeof json.token !== "string" || !Number.isFinite(json.expiresOnTimestamp)) {
        throw new TokenError("unexpected_answer", "The token service answered no token.", status);
      }

      if (signal.aborted) {
        throw aborted();
      }

      this.#kept = { accessToken, token: json };
      return json;
    } catch (error) {
      if (kept && lives(kept, usableMargin) && error instanceof TokenError && error.isTransient) {
        return kept;
      }

      throw error;
    }
  }

  #end(flight: Flight<AcsToken>): void {
    if (this.#flight === flight) {
      this.#flight = undefined;
    }
  }

  async #finish(call: Call, options?: { abortSignal?: AbortSignalLike }): Promise<Completion> {
    try {
      return (await this.#call(call, options)).status === 202 ? "accepted" : "done";
    } finally {
      // Also after a failure: it may have been carried out all the same.
      this.forget();
    }
  }

  #call(call: Call, options?: { abortSignal?: AbortSignalLike }): Promise<Answer> {
    return new Flight((signal) => this.#api.call(call, signal)).join(options?.abortSignal);
  }
}

const lives = (token: AcsToken, margin: number): boolean => token.expiresOnTimestamp - Date.now() > margin;

import { aborted, wait, type AbortSignalLike } from "./abort.js";
import type { AcsToken, Completion, Identity, TeamsToken } from "./answers.js";
import { Api, type Answer, type Call, type Caller } from "./api.js";
import { isSameUser, type AppUser } from "./appUser.js";
import { Flight } from "./flight.js";
import type { TokenClientOptions } from "./options.js";
import { isVerdict, mayPass } from "./outage.js";
import { TokenError } from "./tokenError.js";

// The credential of the ACS libraries refreshes ten minutes before the end. A cached token must not make it ask again at once.
const freshMargin = 15 * 60_000;
const usableMargin = 60_000;

const firstPause = 1_000;
const longestPause = 30_000;

interface Kept {
  /** Whose it is: the service answered it to this access token. */
  app: AppUser;
  token: AcsToken;
}

/** Gets ACS tokens for the signed-in user. Make one, keep it, and call `forget` when the user signs out. */
export class TokenClient {
  readonly #api: Api;
  readonly #wish: object | undefined;
  readonly #patience: number;
  #flight: Flight<AcsToken> | undefined;
  #kept: Kept | undefined;
  #isForced = false;
  #hasWorked = false;

  constructor(options: TokenClientOptions) {
    const { scopes, expiresInMinutes } = options;
    this.#api = new Api(options);
    this.#patience = options.patience ?? 300_000;
    this.#wish = scopes || expiresInMinutes !== undefined ? { scopes, expiresInMinutes } : undefined;
  }

  /** For `new AzureCommunicationTokenCredential({ tokenRefresher: client.tokenRefresher, refreshProactively: true })`. */
  readonly tokenRefresher = async (abortSignal?: AbortSignalLike): Promise<string> => (await this.#refresh(abortSignal)).token;

  /** The same with the token's expiry, for ACS libraries that take it: they need not decode the token, and assume nothing of one that they cannot. */
  readonly accessTokenRefresher = async (abortSignal?: AbortSignalLike): Promise<{ token: string; expiresOnTimestamp: number }> => {
    const { token, expiresOnTimestamp } = await this.#refresh(abortSignal);
    return { token, expiresOnTimestamp };
  };

  /**
   * A token with at least a quarter of an hour to live. Calls at the same time share one request. While the service or the sign-in cannot be reached,
   * one that is about to expire is answered: the ACS credential then asks again soon, where an error would end its refreshing.
   * @param options `forceRefresh` asks for a token that was not there before.
   * @throws {TokenError} The service refused, or could not be reached. @throws AbortError
   */
  getToken(options: { abortSignal?: AbortSignalLike; forceRefresh?: boolean } = {}): Promise<AcsToken> {
    this.#isForced ||= options.forceRefresh === true;

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
    this.#hasWorked = false;
    this.#flight?.abort();
    this.#flight = undefined;
  }

  // The credential's refreshing ends with the first failure, and nobody hears of it: an outage is waited out here.
  async #refresh(abortSignal?: AbortSignalLike): Promise<AcsToken> {
    const end = Date.now() + this.#patience;
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      let delay = pause;
      try {
        return await this.getToken({ ...(abortSignal && { abortSignal }) });
      } catch (error) {
        delay = Math.max(delay, (error as TokenError)?.retryAfter ?? 0);
        if (Date.now() + delay > end || !mayPass(error, this.#hasWorked)) {
          throw error;
        }
      }

      await wait(delay, abortSignal);
    }
  }

  async #take(signal: AbortSignal): Promise<AcsToken> {
    const caller: Caller = { isPressed: this.#living(usableMargin) !== undefined };
    try {
      await this.#api.identify(caller, signal);
      const fresh = this.#living(freshMargin, caller);
      // Only to the very access token: of another one nobody has verified whose it is.
      if (fresh && !this.#isForced && this.#kept!.app.token === caller.app!.token) {
        return fresh;
      }

      const { json, status } = await this.#api.call({ method: "POST", path: "tokens", body: this.#wish, repeatable: true }, signal, caller);
      if (typeof json.token !== "string" || !Number.isFinite(json.expiresOnTimestamp)) {
        throw new TokenError("unexpected_answer", "The token service answered no token.", status);
      }

      if (signal.aborted) {
        throw aborted();
      }

      this.#kept = { app: caller.app!, token: json };
      this.#hasWorked = true;
      return json;
    } catch (error) {
      const kept = this.#living(usableMargin, caller);
      if (kept && !this.#isForced && !signal.aborted && !isVerdict(error)) {
        return kept;
      }

      throw error;
    }
  }

  /** The token that is kept, if it lives for a while yet. One that may be another user's is dropped. */
  #living(margin: number, { app }: Caller = {}): AcsToken | undefined {
    if (this.#kept && app && !isSameUser(this.#kept.app, app)) {
      this.#kept = undefined;
    }

    return this.#kept && this.#kept.token.expiresOnTimestamp - Date.now() > margin ? this.#kept.token : undefined;
  }

  #end(flight: Flight<AcsToken>): void {
    if (this.#flight === flight) {
      this.#flight = undefined;
      this.#isForced = false;
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

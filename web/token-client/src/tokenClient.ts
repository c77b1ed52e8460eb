import { wait, type AbortSignalLike } from "./abort.js";
import type { AcsToken, Completion, Identity, TeamsToken } from "./answers.js";
import { Api, type Answer, type Call } from "./api.js";
import { isSameUser, type AppUser } from "./appUser.js";
import { Flight } from "./flight.js";
import type { TokenClientOptions } from "./options.js";
import { endsSession, isVerdict, mayPass } from "./outage.js";
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
  /** What goes on for whoever is signed in; `forget` ends it, and begins another. */
  #session = new Set<Flight<unknown>>();
  #request: { call: Call; flight: Flight<AcsToken> } | undefined;
  #kept: Kept | undefined;
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
   * A token with at least a quarter of an hour to live. Calls of one user at the same time share one request. While the service or the sign-in
   * cannot be reached, one that is about to expire is answered: the ACS credential then asks again soon, where an error would end its refreshing.
   * @param options `forceRefresh` asks for a token that was not there before.
   * @throws {TokenError} The service refused, or could not be reached. @throws AbortError
   */
  getToken(options: { abortSignal?: AbortSignalLike; forceRefresh?: boolean } = {}): Promise<AcsToken> {
    return this.#fly((signal) => this.#take(this.#tokenCall(), signal, options.forceRefresh), options.abortSignal);
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

  /** Drops the token that is kept, and ends every call and every wait of a refresher with an AbortError. */
  forget(): void {
    const session = this.#session;
    this.#session = new Set();
    session.forEach((flight) => flight.abort());
    this.#drop();
  }

  // The credential's refreshing ends with the first failure, and nobody hears of it: an outage is waited out here.
  #refresh(abortSignal?: AbortSignalLike): Promise<AcsToken> {
    return this.#fly(async (signal) => {
      const call = this.#tokenCall();
      let left = this.#patience;
      for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
        const begun = Date.now();
        // A machine that fell asleep has not waited, and its network comes back after it: no round takes all.
        const spent = () => Math.min(Date.now() - begun, this.#patience / 2);
        let delay = pause;
        try {
          return await this.#take(call, signal);
        } catch (error) {
          delay = Math.max(delay, (error as TokenError)?.retryAfter ?? 0);
          if (spent() + delay > left || !mayPass(error, this.#hasWorked)) {
            throw error;
          }
        }

        await wait(delay, signal);
        left -= spent();
      }
    }, abortSignal);
  }

  #tokenCall(): Call {
    return { method: "POST", path: "tokens", body: this.#wish, repeatable: true };
  }

  async #take(call: Call, signal: AbortSignal, isForced = false): Promise<AcsToken> {
    const before = this.#kept;
    call.isPressed = this.#living(usableMargin) !== undefined;
    try {
      const { token } = await this.#api.identify(call, signal);
      const fresh = this.#living(freshMargin, call);
      // Only to the very access token, of another one nobody has verified whose it is; or where the request went on meanwhile, and was shared.
      if (fresh && (this.#kept !== before || (!isForced && this.#kept!.app.token === token))) {
        return fresh;
      }

      return await this.#requestFor(call).join(signal);
    } catch (error) {
      const kept = !isForced && !signal.aborted && !isVerdict(error) && this.#living(usableMargin, call);
      if (kept) {
        return kept;
      }

      throw error;
    }
  }

  /** The request that is under way for the same user, or else a new one. */
  #requestFor(call: Call): Flight<AcsToken> {
    if (this.#request && !this.#request.flight.isOver && isSameUser(this.#request.call.app!, call.app!)) {
      return this.#request.flight;
    }

    const flight = new Flight(async (signal) => {
      try {
        const { json, status } = await this.#api.call(call, signal);
        if (typeof json.token !== "string" || !Number.isFinite(json.expiresOnTimestamp)) {
          throw new TokenError("unexpected_answer", "The token service answered no token.", status);
        }

        // Not after another user has begun, nor for one that was forgotten.
        if (this.#request === request) {
          this.#kept = { app: call.app!, token: json };
          this.#hasWorked = true;
        }

        return json as AcsToken;
      } finally {
        if (this.#request === request) {
          this.#request = undefined;
        }
      }
    });
    const request = { call, flight };
    this.#request = request;
    return flight;
  }

  /** The token that is kept, if it lives for a while yet. One that may be another user's is dropped. */
  #living(margin: number, { app }: Partial<Call> = {}): AcsToken | undefined {
    if (this.#kept && app && !isSameUser(this.#kept.app, app)) {
      this.#kept = undefined;
    }

    return this.#kept && this.#kept.token.expiresOnTimestamp - Date.now() > margin ? this.#kept.token : undefined;
  }

  async #finish(call: Call, options?: { abortSignal?: AbortSignalLike }): Promise<Completion> {
    try {
      return (await this.#call(call, options)).status === 202 ? "accepted" : "done";
    } finally {
      // Also after a failure: it may have been carried out all the same.
      this.#drop();
    }
  }

  #drop(): void {
    this.#kept = undefined;
    this.#hasWorked = false;
    this.#request?.flight.abort();
    this.#request = undefined;
  }

  #call(call: Call, options?: { abortSignal?: AbortSignalLike }): Promise<Answer> {
    return this.#fly((signal) => this.#api.call(call, signal), options?.abortSignal);
  }

  #fly<T>(run: (signal: AbortSignal) => Promise<T>, abortSignal?: AbortSignalLike): Promise<T> {
    const session = this.#session;
    const flight: Flight<T> = new Flight(async (signal) => {
      try {
        return await run(signal);
      } catch (error) {
        if (endsSession(error)) {
          this.#kept = undefined;
        }

        throw error;
      } finally {
        session.delete(flight);
      }
    });
    session.add(flight);
    return flight.join(abortSignal);
  }
}

import { aborted, wait, within } from "./abort.js";
import { appUserOf, isSameUser, type AppUser } from "./appUser.js";
import type { TokenClientOptions } from "./options.js";
import { TokenError } from "./tokenError.js";

export interface Call {
  method: string;
  path: string;
  body?: object | undefined;
  /** Whether it may be sent again when it is not known whether it took effect, or whether the user is still the same. */
  repeatable?: boolean;
  /** A sign-in that hangs shall fail: there is something to fall back on. Otherwise it may wait for a person. */
  isPressed?: boolean;
  /** Who is signed in, as the app said last. */
  app?: AppUser;
  /** Who made it: the first of whom anything told whose it is. */
  maker?: AppUser;
}

export interface Answer {
  status: number;
  json: any;
}

const firstBackoff = 500;

/** The routes under `/api/me`: signs calls, repeats those that may be, and turns refusals into errors. */
export class Api {
  readonly #options: TokenClientOptions;
  readonly #address: string;
  readonly #attemptTimeout: number;

  constructor(options: TokenClientOptions) {
    this.#options = options;
    this.#attemptTimeout = options.attemptTimeout ?? 30_000;
    this.#address = `${options.endpoint}`.replace(/\/+$/, "");
  }

  async call(call: Call, signal: AbortSignal): Promise<Answer> {
    // Kept for all attempts: whoever signs in meanwhile has not made this call.
    let { token } = call.app ?? (await this.identify(call, signal));
    const { attempts = 4, longestWait = 30_000 } = this.#options;
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#send(call, token, signal);
      if (!(answer instanceof TokenError)) {
        return answer;
      }

      if (answer.code === "invalid_token" && !renewed) {
        renewed = true;
        ({ token } = await this.identify(call, signal, true));
        continue;
      }

      const pause = answer.retryAfter ?? firstBackoff * 2 ** (attempt - 1) * (1 + Math.random());
      // A 429 was not carried out; of anything else one cannot be sure.
      if (attempt >= attempts || pause > longestWait || !(answer.status === 429 || (call.repeatable && answer.isTransient))) {
        throw answer;
      }

      await wait(pause, signal);
    }
  }

  /** Asks the app who is signed in. @throws {TokenError} `user_changed`: not the one who made the call. */
  async identify(call: Call, signal: AbortSignal, renew = false): Promise<AppUser> {
    signal.throwIfAborted();
    const asked = (async () => this.#options.getAccessToken({ signal, renew }))();
    const answer = await (call.isPressed ? within(this.#attemptTimeout, asked) : asked);
    signal.throwIfAborted();
    const app = appUserOf(answer || "");
    if (!app.token) {
      throw new TokenError("authentication_required", "getAccessToken answered no token: nobody is signed in.", 401);
    }

    if (call.maker && !(isSameUser(call.maker, app) ?? call.repeatable)) {
      throw new TokenError("user_changed", "The user may be another than the one who made the call, so it went no further.");
    }

    if (!call.maker?.user) {
      call.maker = app;
    }

    return (call.app = app);
  }

  async #send(call: Call, accessToken: string, signal: AbortSignal): Promise<Answer | TokenError> {
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    const timer = setTimeout(abort, this.#attemptTimeout);
    signal.addEventListener("abort", abort);
    try {
      const response = await (this.#options.fetch ?? fetch)(`${this.#address}/me/${call.path}`, {
        method: call.method,
        headers: { [this.#options.header ?? "Authorization"]: `Bearer ${accessToken}`, ...(call.body && { "Content-Type": "application/json" }) },
        ...(call.body && { body: JSON.stringify(call.body) }),
        cache: "no-store",
        // A cookie's session could be another user's, and a redirect would lead to a page for people.
        credentials: "omit",
        redirect: "error",
        signal: attempt.signal,
      });
      return await read(response);
    } catch (error) {
      if (signal.aborted) {
        throw aborted();
      }

      return new TokenError("network_error", "The token service could not be reached.", 0, undefined, undefined, { cause: error });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    }
  }
}

async function read(response: Response): Promise<Answer | TokenError> {
  const { status } = response;
  const text = await response.text();
  let json: any;
  try {
    json = JSON.parse(text || "{}");
  } catch {
    // Not ours: told apart below.
  }

  if (response.ok && json) {
    return { status, json };
  }

  const seconds = Number(response.headers.get("Retry-After") ?? NaN);
  const isOurs = typeof json?.code === "string";
  return new TokenError(
    isOurs ? json.code : "unexpected_answer",
    isOurs ? [json.title, json.detail].filter(Boolean).join(" ") : `The token service answered ${status}, and not in its own form.`,
    status,
    seconds >= 0 ? seconds * 1000 : undefined,
    json?.traceId,
  );
}

import { TokenError } from "./tokenError.js";

/** Whether the failure is final for this user or this request, by the service's own word: waiting, or another token, would only hide it. */
export const isVerdict = (error: unknown): error is TokenError =>
  error instanceof TokenError && !error.isTransient && error.code !== "unexpected_answer" && error.status < 500;

/** Whether the service has nothing more for the user as signed in here, or the user is another: what was kept is for nobody any more. */
export const endsSession = (error: unknown): boolean =>
  isVerdict(error) && (error.status === 401 || error.code === "insufficient_scope" || error.code === "user_changed");

/**
 * Whether the failure may pass by itself. Errors of sign-in have no common form: what looks like the network does, and, once sign-in is known to
 * work, everything but the codes by which OpenID Connect asks for the user.
 */
export function mayPass(error: any, signInWorked: boolean): boolean {
  if (error instanceof TokenError) {
    return error.isTransient;
  }

  const text = [error?.name, error?.code, error?.errorCode, error?.error, error?.message].join(" ");
  return (
    error?.name !== "AbortError" &&
    !/(interaction|login|consent|selection)_?required|invalid_grant/i.test(text) &&
    (signInWorked || /network|fetch|offline|time.?out|request_failed/i.test(text))
  );
}

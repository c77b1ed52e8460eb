/** What both the platform's AbortSignal and the one of the Azure libraries are. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: (this: any, event: any) => any): void;
  removeEventListener(type: "abort", listener: (this: any, event: any) => any): void;
}

export const aborted = (): Error => new DOMException("The call was aborted.", "AbortError");

/** Resolves after a while; rejects at once when the signal is aborted. */
export const wait = (milliseconds: number, signal?: AbortSignalLike): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(aborted());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.aborted ? abort() : signal?.addEventListener("abort", abort);
  });

/** The result, or a TimeoutError when it takes too long. */
export const within = <T>(milliseconds: number, result: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException("It took too long.", "TimeoutError")), milliseconds);
    result.then(resolve, reject).then(() => clearTimeout(timer));
  });

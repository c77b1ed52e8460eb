import { aborted, type AbortSignalLike } from "./abort.js";

/** One call for all who want its result at the same time. Each can leave; when the last one has, the call is aborted. */
export class Flight<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #passengers = 0;

  constructor(run: (signal: AbortSignal) => Promise<T>) {
    this.#result = run(this.#controller.signal);
    // Nobody may be left to hear of a failure.
    this.#result.catch(() => {});
  }

  /** Cannot be joined any more. */
  get isOver(): boolean {
    return this.#controller.signal.aborted;
  }

  join(signal?: AbortSignalLike): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#passengers++;
      const end = () => reject(aborted());
      const leave = () => {
        end();
        if (--this.#passengers === 0) {
          this.abort();
        }
      };
      const land = () => signal?.removeEventListener("abort", leave);
      // At once: what it waits for, such as a sign-in, may not listen.
      this.#controller.signal.addEventListener("abort", end);
      signal?.aborted ? leave() : signal?.addEventListener("abort", leave);
      this.#result.then(resolve, reject).then(land);
    });
  }

  abort(): void {
    this.#controller.abort();
  }
}

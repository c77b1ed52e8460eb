/** The element of that id, which index.html has. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`The page has no element '${id}'.`);
  }

  return element as T;
}

/** Makes an element with text and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K, properties: Partial<HTMLElementTagNameMap[K]> = {}, ...children: Node[]): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Fills a definition list, and shows it. */
export function fill(list: HTMLElement, entries: Record<string, unknown>): void {
  list.replaceChildren(...Object.entries(entries).flatMap(([name, value]) => [make("dt", { textContent: name }), make("dd", { textContent: String(value) })]));
  list.hidden = false;
}

/** The last thing that happened, also for those who listen to the page. */
export function say(text: string, isBad = false): void {
  const status = byId("status");
  status.textContent = text;
  status.className = isBad ? "bad" : "";
}

/** Runs what a control starts: once at a time, and its failure is told. */
export function onAction(element: HTMLElement, type: "click" | "submit", run: (event: Event) => Promise<string | void>): void {
  let isRunning = false;
  element.addEventListener(type, (event) => {
    event.preventDefault();
    if (isRunning) {
      return;
    }

    isRunning = true;
    run(event)
      .then((text) => text && say(text), (error) => isAbort(error) || say(describe(error), true))
      .finally(() => (isRunning = false));
  });
}

/** Whether somebody here ended a call, who knows of it. */
export const isAbort = (error: unknown): boolean => (error as Error)?.name === "AbortError";

// Nobody waits for a refresh that a credential began by itself.
addEventListener("unhandledrejection", (event) => isAbort(event.reason) && event.preventDefault());

function describe(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ? `${code}: ${message}` : `${message ?? error}`;
}

export const clockOf = (instant: string | number): string => new Date(instant).toLocaleString();

/** 59:58, or 23:59:58. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] ? parts : parts.slice(1)).map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}

import { byId, make, say } from "./dom.js";

const kept = 50;

// Over https a shell has to be told which certificate to trust.
const trust = location.protocol === "https:"
  ? fetch("/_local/stack").then(async (answer) => ((await answer.json()) as { certificatePath?: string }).certificatePath, () => undefined)
  : Promise.resolve(undefined);

/** The platform's fetch, and a line in the side panel for each request and its answer. */
export const recordingFetch: typeof fetch = async (input, init) => {
  const address = new URL(input instanceof Request ? input.url : input, location.href);
  const method = init?.method ?? "GET";
  const headers = Object.fromEntries(new Headers(init?.headers).entries());
  const body = typeof init?.body === "string" ? init.body : undefined;
  const started = performance.now();
  try {
    const response = await fetch(input, init);
    const text = await response.clone().text();
    record({ method, address, headers, body, status: `${response.status}`, isBad: !response.ok, answer: text, took: performance.now() - started });
    return response;
  } catch (error) {
    record({ method, address, headers, body, status: "no answer", isBad: true, answer: `${error}`, took: performance.now() - started });
    throw error;
  }
};

interface Exchange {
  method: string;
  address: URL;
  headers: Record<string, string>;
  body: string | undefined;
  status: string;
  isBad: boolean;
  answer: string;
  took: number;
}

function record(exchange: Exchange): void {
  const { method, address, status, isBad, took } = exchange;
  const copy = make("button", { type: "button", textContent: "Copy as curl" });
  copy.addEventListener("click", () =>
    trust.then((certificate) => navigator.clipboard.writeText(curlOf(exchange, certificate))).then(
      () => say("Copied: paste it into a shell."),
      () => say("The browser did not let the page copy.", true)));

  const title = make("summary", {},
    make("span", { textContent: `${method} ${decodeURIComponent(address.pathname)}${address.search} ` }),
    make("span", { textContent: status, className: isBad ? "answer bad" : "answer" }),
    make("span", { textContent: ` in ${Math.round(took)} ms` }));
  const details = make("div", {}, ...part("Request", exchange.body), ...part("Answer", exchange.answer), make("div", {}, copy));
  const list = byId("requests");
  list.prepend(make("li", {}, make("details", {}, title, details)));
  list.children[kept]?.remove();
  byId("no-requests").hidden = true;
}

function part(title: string, text: string | undefined): HTMLElement[] {
  const pre = make("pre", { className: "wrap", textContent: pretty(text ?? "") || "No body." });
  pre.tabIndex = 0;
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", title);
  return [make("h3", { textContent: title }), pre];
}

export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The request as a command. Its words are quoted for a POSIX shell. */
function curlOf({ method, address, headers, body }: Exchange, certificate: string | undefined): string {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const trusting = certificate ? ` --cacert ${quote(certificate)}` : "";
  const words = [`curl -i${trusting} -X ${method} ${quote(address.href)}`, ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`)];
  if (body !== undefined) {
    words.push(`--data-raw ${quote(body)}`);
  }

  return words.join(" \\\n  ");
}

byId("clear-requests").addEventListener("click", () => {
  byId("requests").replaceChildren();
  byId("no-requests").hidden = false;
});

import { byId, duration, onAction } from "./dom.js";
import { verdictOn } from "./local.js";

let shown: { token: string; expiresOn: number } | undefined;

/** Shows a token decoded, with the time that it has left and what ACS says of it. */
export async function showToken(token: string, expiresOn: number): Promise<void> {
  shown = { token, expiresOn };
  byId("claims").textContent = JSON.stringify(claimsOf(token), readable, 2);
  byId("raw-token").textContent = token;
  byId("token").hidden = false;
  tick();
  await askAcs();
}

export async function askAcs(): Promise<void> {
  if (!shown) {
    return;
  }

  const verdict = await verdictOn(shown.token);
  const badge = byId("verdict");
  badge.textContent = verdict.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  badge.className = verdict === "valid" ? "badge good" : "badge";
}

export function hideToken(): void {
  shown = undefined;
  byId("token").hidden = true;
}

function claimsOf(token: string): Record<string, unknown> {
  const payload = token.split(".")[1] ?? "";
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0))));
}

// Instants as people read them, beside the number.
const readable = (name: string, value: unknown) =>
  ["exp", "iat", "nbf", "rgn"].includes(name) && typeof value === "number" ? `${value} (${new Date(value * 1000).toLocaleString()})` : value;

function tick(): void {
  if (shown) {
    byId("countdown").textContent = duration(shown.expiresOn - Date.now());
  }
}

setInterval(tick, 1000);
onAction(byId("check-token"), "click", askAcs);

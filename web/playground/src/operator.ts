import { byId, clockOf, fill, make, onAction, say } from "./dom.js";
import { cleanUp, clearFaults, listFaults, listIdentities, planFault, readFacts, type PlannedFault } from "./local.js";
import { pretty, recordingFetch } from "./requests.js";

const actions: Record<string, [method: string, path: string]> = {
  read: ["GET", "identity"],
  create: ["PUT", "identity"],
  issue: ["POST", "tokens"],
  revoke: ["POST", "tokens/revoke"],
  delete: ["DELETE", "identity"],
};

const faults: Record<string, object> = {
  throttle: { fault: "status", status: 429, retryAfterSeconds: 2 },
  unavailable: { fault: "status", status: 503 },
  denied: { fault: "status", status: 401 },
  delay: { fault: "delay", latencyMilliseconds: 3000 },
  dropBeforeEffect: { fault: "dropBeforeEffect" },
  dropAfterEffect: { fault: "dropAfterEffect" },
  truncatedBody: { fault: "truncatedBody" },
  htmlPage: { fault: "htmlPage" },
};

export function bindOperator(): void {
  onAction(byId("use-key"), "click", async () => {
    byId<HTMLInputElement>("function-key").value = (await readFacts()).functionKey;
    return "The function key of this stack is filled in.";
  });
  onAction(byId("user-form"), "submit", (event) => callUser(((event as SubmitEvent).submitter as HTMLButtonElement).value));
  onAction(byId("look-up-form"), "submit", lookUp);
  onAction(byId("invite"), "click", () => callDirectory("POST", "guests", byId<HTMLInputElement>("function-key").value));
  onAction(byId("import-form"), "submit", async () =>
    callDirectory("POST", "operations/import", (await readFacts()).masterKey, byId<HTMLTextAreaElement>("import-page").value));
  onAction(byId("dry-run"), "click", () => report(true));
  onAction(byId("clean-up"), "click", () => report(false));
  onAction(byId("fault-form"), "submit", async () => {
    const operation = byId<HTMLSelectElement>("fault-operation").value;
    await planFault({
      ...faults[byId<HTMLSelectElement>("fault").value],
      ...(operation && { operation }),
      calls: byId<HTMLInputElement>("fault-calls").valueAsNumber,
    });
    await showFaults();
    return "The fault is on.";
  });
  onAction(byId("clear-faults"), "click", async () => {
    await clearFaults();
    await showFaults();
    return "All faults are off.";
  });
  onAction(byId("list-identities"), "click", showIdentities);
}

async function callUser(action: string): Promise<string> {
  const [method, path] = actions[action]!;
  const key = byId<HTMLInputElement>("function-key").value;
  return callKeyed(byId("user-answer"), method, `users/${segmentOf(byId<HTMLInputElement>("user-id").value)}/${path}`, key);
}

/** An ACS identity is looked up for its user, users for their identities. */
async function lookUp(): Promise<string> {
  const words = byId<HTMLInputElement>("look-up-text").value.split(/\s+/).filter(Boolean);
  const key = byId<HTMLInputElement>("function-key").value;
  return /^(8:)?([a-z]+-)?acs:/.test(words[0] ?? "")
    ? callDirectory("GET", `identities/${encodeURIComponent(words[0]!)}`, key)
    : callDirectory("POST", "identities/lookup", key, JSON.stringify({ userIds: words }));
}

const callDirectory = (method: string, path: string, key: string, body?: string) => callKeyed(byId("directory-answer"), method, path, key, body);

async function callKeyed(answer: HTMLElement, method: string, path: string, key: string, body?: string): Promise<string> {
  const response = await recordingFetch(`/api/keyed/${path}`, {
    method,
    headers: { "x-functions-key": key, ...(body !== undefined && { "Content-Type": "application/json" }) },
    ...(body !== undefined && { body }),
  });
  answer.textContent = `${response.status}\n${pretty(await response.text())}`.trim();
  answer.hidden = false;
  return response.status === 401 ? "The host refuses: the function key is missing or wrong." : `Answered ${response.status}.`;
}

/** A user id as a part of a path: docs/front-ends.md and README. */
function segmentOf(userId: string): string {
  return /^[A-Za-z0-9\-_.~|@:+]+$/.test(userId)
    ? encodeURIComponent(userId)
    : `base64url:${btoa(String.fromCharCode(...new TextEncoder().encode(userId))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

async function report(dryRun: boolean): Promise<string> {
  say("Under way. It looks through all partitions of the table.");
  const counts = await cleanUp(dryRun);
  fill(byId("report"), {
    "Left behind": `${counts["unfinishedFound"]} found, ${counts["unfinishedDone"]} finished`,
    "Stale identities": `${counts["staleFound"]} found, ${counts["staleDeleted"]} deleted`,
    "Guests whose time was over": `${counts["guestsFound"]} found, ${counts["guestsDeleted"]} deleted`,
    "Old fences": `${counts["fencesFound"]} found, ${counts["fencesDropped"]} dropped`,
    "Failed": `${counts["failed"]}`,
    "Cut short": counts["cutShort"] ? "yes" : "no",
  });
  return dryRun ? "A dry run: nothing was changed." : "The clean-up ran.";
}

async function showFaults(): Promise<void> {
  byId("faults").replaceChildren(...(await listFaults()).map((fault) => make("li", { textContent: describe(fault) })));
}

function describe({ operation, fault, status, calls }: PlannedFault): string {
  return `${status ?? fault} for ${calls === 1 ? "the next call" : `the next ${calls} calls`} of ${operation ?? "any operation"}`;
}

async function showIdentities(): Promise<string> {
  const identities = await listIdentities();
  byId("identity-rows").replaceChildren(...identities.map(({ id, createdOn, tokensIssued, liveTokens }) =>
    make("tr", {}, ...[id, clockOf(createdOn), `${tokensIssued}`, `${liveTokens.length}`].map((textContent) => make("td", { textContent })))));
  byId("identities").hidden = identities.length === 0;
  return identities.length === 1 ? "ACS has one identity." : `ACS has ${identities.length} identities.`;
}

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
  const response = await recordingFetch(`/api/keyed/users/${segmentOf(byId<HTMLInputElement>("user-id").value)}/${path}`, {
    method,
    headers: { "x-functions-key": byId<HTMLInputElement>("function-key").value },
  });
  const answer = byId("user-answer");
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

import { recordingFetch } from "./requests.js";

export interface StackFacts {
  usesEmulator: boolean;
  functionKey: string;
  masterKey: string;
}

export interface EmulatedIdentity {
  id: string;
  createdOn: string;
  tokensIssued: number;
  liveTokens: unknown[];
}

export interface PlannedFault {
  operation?: string;
  fault: string;
  calls: number;
  status?: number;
}

/** What the local stack adds for this page: the routes under `/_local`, which no function app has. */
async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await recordingFetch(`/_local/${path}`, {
    method,
    ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(text ? (JSON.parse(text).error?.message ?? text) : `The local stack answered ${response.status}.`);
  }

  return (text ? JSON.parse(text) : undefined) as T;
}

export const readFacts = () => call<StackFacts>("GET", "stack");

export const signIn = async (user: string) => (await call<{ accessToken: string }>("POST", "sign-in", { user })).accessToken;

export const cleanUp = (dryRun: boolean) => call<Record<string, unknown>>("POST", `clean-up?dryRun=${dryRun}`);

/** What ACS, which the emulator is here, says of a token. */
export async function verdictOn(token: string): Promise<string> {
  const { valid, reason } = await call<{ valid: boolean; reason?: string }>("POST", "emulator/tokens/validate", { token });
  return valid ? "valid" : (reason ?? "not valid");
}

export const listIdentities = async () => (await call<{ identities: EmulatedIdentity[] }>("GET", "emulator/identities")).identities;

export const listFaults = async () => (await call<{ faults: PlannedFault[] }>("GET", "emulator/faults")).faults;

export const planFault = (fault: object) => call<void>("POST", "emulator/faults", fault);

export const clearFaults = () => call<void>("DELETE", "emulator/faults");

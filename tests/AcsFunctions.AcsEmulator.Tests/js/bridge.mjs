// Calls the official SDK for a program that writes a JSON line per call and reads one per answer.
import { createInterface } from "node:readline";

const module = await import(process.argv[2]);
const { CommunicationIdentityClient } = module.CommunicationIdentityClient ? module : module.default;

function createClient({ connectionString, endpoint, bearer }) {
  if (connectionString) {
    return new CommunicationIdentityClient(connectionString, { allowInsecureConnection: true });
  }

  const credential = { getToken: async () => ({ token: bearer, expiresOnTimestamp: Date.now() + 3600000 }) };
  return new CommunicationIdentityClient(endpoint, credential);
}

async function call(request) {
  try {
    const value = await createClient(request)[request.method](...request.arguments);
    return { value: value ?? null };
  } catch (error) {
    return { error: { name: error.name, status: error.statusCode ?? 0, code: error.code ?? null, message: error.message } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await call(JSON.parse(line))));
}

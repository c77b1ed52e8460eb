// Calls the official clients for a program that writes a JSON line per call and reads one per answer, in any order.
import { createInterface } from "node:readline";

// The names that a method had, newest first.
const names = {
  createUserAndToken: ["createUserAndToken", "createUserWithToken"],
  getToken: ["getToken", "issueToken"],
};

async function createClient({ package: name, connectionString, endpoint, bearer }) {
  const module = await import(name);
  const { CommunicationIdentityClient } = module.CommunicationIdentityClient ? module : module.default;
  if (connectionString) {
    return new CommunicationIdentityClient(connectionString, { allowInsecureConnection: true });
  }

  const credential = { getToken: async () => ({ token: bearer, expiresOnTimestamp: Date.now() + 3600000 }) };
  return new CommunicationIdentityClient(endpoint, credential);
}

// Clients without a description of errors hand on the body alone.
function codeOf(error) {
  try {
    return error.code ?? JSON.parse(error.response.bodyAsText).error.code;
  } catch {
    return null;
  }
}

async function call(request) {
  try {
    const client = await createClient(request);
    const method = (names[request.method] ?? [request.method]).find((name) => client[name]);
    const value = await client[method](...request.arguments.map((value) => (value?.date ? new Date(value.date) : value)));
    return { value: value ?? null };
  } catch (error) {
    return { error: { name: error.name, status: error.statusCode ?? 0, code: codeOf(error), message: error.message } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  call(request).then((answer) => console.log(JSON.stringify({ id: request.id, ...answer })));
}

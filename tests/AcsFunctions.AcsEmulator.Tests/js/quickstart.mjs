// The steps of the quickstart on access tokens, in its order. The first argument names the package.
const module = await import(process.argv[2]);
const { CommunicationIdentityClient } = module.CommunicationIdentityClient ? module : module.default;

// From 1.3.1 on the client asks whether plain http is meant.
const client = new CommunicationIdentityClient(process.env.COMMUNICATION_SERVICES_CONNECTION_STRING, { allowInsecureConnection: true });
const issue = client.getToken ? "getToken" : "issueToken";

const user = await client.createUser();
console.log(`created ${user.communicationUserId}`);

const first = await client[issue](user, ["voip"]);
console.log(`issued ${first.expiresOn.toISOString()} ${first.token}`);

const refreshed = await client[issue]({ communicationUserId: user.communicationUserId }, ["voip"]);
console.log(`refreshed ${refreshed.expiresOn.toISOString()} ${refreshed.token}`);

await client.revokeTokens(user);
console.log(`revoked ${user.communicationUserId}`);

await client.deleteUser(user);
console.log(`deleted ${user.communicationUserId}`);

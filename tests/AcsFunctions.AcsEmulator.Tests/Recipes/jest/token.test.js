const { CommunicationIdentityClient } = require("@azure/communication-identity");

test("a user is created", async () => {
  const client = new CommunicationIdentityClient(process.env.COMMUNICATION_SERVICES_CONNECTION_STRING, { allowInsecureConnection: true });
  expect((await client.createUser()).communicationUserId).toMatch(/^8:acs:/);
});

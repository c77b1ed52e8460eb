// Call agents from tokens: each kind from its own token, and from the other's.
import { CallClient } from "@azure/communication-calling";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";

const createAgent = async (kind, token) => {
  const agent = await new CallClient()[`create${kind}`](new AzureCommunicationTokenCredential(token));
  return agent.kind;
};

globalThis.attempts = ({ userToken, teamsToken }) => ({
  userAgentFromUserToken: () => createAgent("CallAgent", userToken),
  teamsAgentFromTeamsToken: () => createAgent("TeamsCallAgent", teamsToken),
  teamsAgentFromUserToken: () => createAgent("TeamsCallAgent", userToken),
  userAgentFromTeamsToken: () => createAgent("CallAgent", teamsToken),
});

// The adapters of the user interface library, which build a call agent and hold the state of a call.
import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { createAzureCommunicationCallAdapter, createTeamsCallAdapter } from "@azure/communication-react";

const meeting = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%22x%22%2c%22Oid%22%3a%22y%22%7d";

globalThis.attempts = ({ userId, userToken, teamsUserId, teamsToken }) => ({
  async callAdapter() {
    const adapter = await createAzureCommunicationCallAdapter({
      userId: { communicationUserId: userId },
      displayName: "Alice",
      credential: new AzureCommunicationTokenCredential(userToken),
      locator: { groupId: "5c2b5c8e-7d11-4b8f-8b6a-9d8e5f6a7b01" },
    });
    const { page, userId: user } = adapter.getState();
    return `${page} ${user.communicationUserId}`;
  },
  async teamsCallAdapter() {
    const adapter = await createTeamsCallAdapter({
      userId: { microsoftTeamsUserId: teamsUserId },
      credential: new AzureCommunicationTokenCredential(teamsToken),
      locator: { meetingLink: meeting },
    });
    const { page, userId: user } = adapter.getState();
    return `${page} ${user.microsoftTeamsUserId}`;
  },
});

// What a chat client does with a token: the first argument names the endpoint, standard input is the token. Prints the refusal of its first call.
import { text } from "node:stream/consumers";
import { ChatClient } from "@azure/communication-chat";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";

const client = new ChatClient(process.argv[2], new AzureCommunicationTokenCredential(await text(process.stdin)));
try {
  await client.listChatThreads().next();
} catch (error) {
  console.log(`${error.statusCode} ${error.code}`);
}

// A chat front-end: signs in, and gives a chat client a credential that gets its token from the functions. Prints the refusal of its first call.
import { ChatClient } from "@azure/communication-chat";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";

const [tokenEndpoint, functions, chat] = process.argv.slice(2);
const session = await (await fetch(tokenEndpoint, { method: "POST", headers: { Accept: "text/plain" }, body: new URLSearchParams({ user: "alice" }) })).text();
const tokenRefresher = async () =>
  (await (await fetch(`${functions}api/me/tokens`, { method: "POST", headers: { Authorization: `Bearer ${session}` } })).json()).token;
const credential = new AzureCommunicationTokenCredential({ tokenRefresher });
try {
  await new ChatClient(chat, credential).listChatThreads().next();
} catch (error) {
  console.log(error.statusCode ? `${error.statusCode} ${error.code}` : error.message);
} finally {
  credential.dispose();
}

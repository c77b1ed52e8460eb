// Gives the official credential the token on standard input, with the expiry in the first argument, and prints what it hands out.
import { text } from "node:stream/consumers";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";

const token = await text(process.stdin);
const credential = new AzureCommunicationTokenCredential({ tokenRefresher: async () => ({ token, expiresOnTimestamp: Number(process.argv[2]) }) });
const answer = await credential.getToken();
console.log(`${answer.expiresOnTimestamp} ${answer.token}`);
credential.dispose();

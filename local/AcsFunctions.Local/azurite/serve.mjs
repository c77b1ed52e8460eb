// node serve.mjs <install folder> <port> [<data folder>]
//
// Azurite's table service, stopped by the end of standard input: a pipe ends however its writer dies, SIGKILL included,
// so the service never outlives the program that started it. Without a data folder nothing is saved.
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const [installFolder, port, dataFolder] = process.argv.slice(2);
const require = createRequire(join(installFolder, "package.json"));
const load = path => require(`azurite/dist/src/${path}`).default;

// Ctrl+C in a terminal reaches every process of the group. The starter decides when storage goes: after those who use it.
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});

const { AzuriteTelemetryClient } = require("azurite/dist/src/common/Telemetry");
AzuriteTelemetryClient.init(dataFolder, false);

const host = "127.0.0.1";
const databaseFile = dataFolder ? join(dataFolder, "tables.json") : "tables.json";
const TableConfiguration = load("table/TableConfiguration");
const TableServer = load("table/TableServer");
const unset = undefined;
const configuration = new TableConfiguration(
  host, Number(port), unset, databaseFile,
  /* debug log */ false, /* access log */ false, unset, unset, /* loose */ false, /* skip API version check */ true,
  unset, unset, unset, unset, /* disable product style URL */ true, /* in memory */ !dataFolder);

try {
  if (dataFolder) {
    mkdirSync(dataFolder, { recursive: true });
  }

  const server = new TableServer(configuration);
  const stop = async () => {
    try {
      await server.close();
      process.exit(0);
    } catch (error) {
      console.error(error.message);
      process.exit(1);
    }
  };

  await server.start();
  // One line for the starter: where it listens.
  console.log(server.getHttpServerAddress());

  process.once("SIGTERM", stop);
  process.stdin.once("end", stop).once("error", stop).resume();
} catch (error) {
  // One line for the starter: the system's code (EADDRINUSE, EACCES, …) where there is one.
  console.error(error.code ?? error.message);
  process.exit(1);
}

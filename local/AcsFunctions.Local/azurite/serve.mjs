// node serve.mjs <install folder> <data folder, or empty> table=<port> [blob=<port>] [queue=<port>]
//
// Azurite's services, stopped by the end of standard input: a pipe ends however its writer dies, SIGKILL included,
// so they never outlive the program that started them. Without a data folder nothing is saved.
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const [installFolder, dataFolder, ...wanted] = process.argv.slice(2);
const require = createRequire(join(installFolder, "package.json"));
const load = path => require(`azurite/dist/src/${path}`).default;

// Ctrl+C in a terminal reaches every process of the group. The starter decides when storage goes: after those who use it.
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});

// Telemetry and logs are off, and nothing here is a client that keeps cookies: to load what would do any of it takes more than half of the start.
const azurite = createRequire(require.resolve("azurite/package.json"));
for (const [user, unused] of [[azurite, "applicationinsights"], [azurite, "winston"], [createRequire(azurite.resolve("@azure/ms-rest-js")), "tough-cookie"]]) {
  const file = user.resolve(unused);
  require.cache[file] = { id: file, filename: file, loaded: true, exports: {} };
}

const { AzuriteTelemetryClient } = require("azurite/dist/src/common/Telemetry");
AzuriteTelemetryClient.init(dataFolder, false);

const host = "127.0.0.1";
const file = name => dataFolder ? join(dataFolder, name) : name;
const unset = undefined;
const keepAlive = unset;
const isInMemory = !dataFolder;
// Debug and access log off, strict, without the check of the API version (client libraries are newer than Azurite), no certificate.
const common = [/* access log */ false, unset, /* debug log */ false, unset, /* loose */ false, /* skip API version check */ true,
  unset, unset, unset, unset, /* disable product style URL */ true, isInMemory];
const extents = service => [{ locationId: "Default", locationPath: file(`${service}s`), maxConcurrency: 50 }];

const services = {
  table: port => new (load("table/TableServer"))(new (load("table/TableConfiguration"))(
    host, port, keepAlive, file("tables.json"),
    // Its debug and access log stand the other way round.
    false, false, unset, unset, ...common.slice(4))),
  blob: port => new (load("blob/BlobServer"))(new (load("blob/BlobConfiguration"))(
    host, port, keepAlive, file("blobs.json"), file("blob-extents.json"), extents("blob"), ...common)),
  queue: port => new (load("queue/QueueServer"))(new (load("queue/QueueConfiguration"))(
    host, port, keepAlive, file("queues.json"), file("queue-extents.json"), extents("queue"), ...common)),
};

// Loaded before what may fail for the data's sake or a port's: what cannot be loaded is told by Node.
const servers = wanted.map(argument => {
  const [name, port] = argument.split("=");
  return [name, services[name](Number(port))];
});

try {
  if (dataFolder) {
    mkdirSync(dataFolder, { recursive: true });
  }

  const stop = async () => {
    try {
      await Promise.all(servers.map(([, server]) => server.close()));
      process.exit(0);
    } catch (error) {
      console.error(error.message);
      process.exit(1);
    }
  };

  await Promise.all(servers.map(([, server]) => server.start()));
  // One line for the starter: where each listens.
  console.log(JSON.stringify(Object.fromEntries(servers.map(([name, server]) => [name, server.getHttpServerAddress()]))));

  process.once("SIGTERM", stop);
  process.stdin.once("end", stop).once("error", stop).resume();
} catch (error) {
  // One line for the starter, and marked: the system's code (EADDRINUSE, EACCES, …) and port where there are any.
  console.error(`serve.mjs: ${[error.code ?? error.message, error.port].filter(part => part !== undefined).join(" ").replace(/\s+/g, " ")}`);
  process.exit(1);
}

// jest.config.js: module.exports = { globalSetup: "./start-acs.js", globalTeardown: "./stop-acs.js" };
// stop-acs.js:    module.exports = () => globalThis.acs.kill();
const { spawn } = require("node:child_process");
const { createInterface } = require("node:readline");

module.exports = async () => {
  globalThis.acs = spawn("acs-emulator", ["--port", "0", "--quiet"]);
  for await (const line of createInterface({ input: globalThis.acs.stdout })) {
    const found = /endpoint=\S+/.exec(line);
    if (found) return void (process.env.COMMUNICATION_SERVICES_CONNECTION_STRING = found[0]);
  }
};

module.exports = { globalSetup: "./start-acs.js", globalTeardown: "./stop-acs.js" };

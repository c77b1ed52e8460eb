module.exports = () => globalThis.acs.kill();

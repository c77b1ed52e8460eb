import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// `npx vite playground` in the folder `web`, beside a running local stack.
const stack = "http://127.0.0.1:7071";

export default defineConfig({
  base: "./",
  // By its name and from what is published of it, as its users import it.
  resolve: { alias: { "acs-functions-token-client": fileURLToPath(new URL("../token-client", import.meta.url)) } },
  build: {
    target: "es2022",
    modulePreload: false,
    // Whose code is in it, and under which licence.
    license: { fileName: "licenses.md" },
    rolldownOptions: { output: { entryFileNames: "playground.js", assetFileNames: "playground[extname]" } },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": stack, "/_local": { target: stack, headers: { origin: stack } } },
  },
});

/**
 * Builds the client into dist/client, which the server hands out as it is.
 * Nothing is inlined as a data: address and no inline script is written, so that the
 * content security policy can stay strict.
 */
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({
  root: "client",
  // Vite looks for svelte.config.js under its root, and ours stands beside package.json.
  plugins: [svelte({ configFile: "../svelte.config.js" })],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // livekit-client is one file of this size; it comes only with the device check.
    chunkSizeWarningLimit: 600,
  },
  worker: { format: "es" },
});

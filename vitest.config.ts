/**
 * The test projects. `core` is pure and quick; `contracts`, `server` and `e2e` get one
 * LiveKit between them (test/support/global-setup.ts); `client` runs in Chromium.
 */
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

import { CHROMIUM_ARGUMENTS, chromiumPath } from "./test/support/chromium.ts";

/** Milliseconds. The machines that run this have two busy cores. */
const MINUTE = 60_000;

/** One file after the other: these tests share the machine's video server, ports and database. */
const serial = { fileParallelism: false, globalSetup: "test/support/global-setup.ts" };

export default defineConfig({
  test: {
    slowTestThreshold: 5000,
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: "core",
          include: ["test/core/**/*.test.ts", "test/spec.test.ts"],
          testTimeout: MINUTE,
          hookTimeout: MINUTE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "contracts",
          include: ["test/contracts/**/*.test.ts"],
          testTimeout: MINUTE,
          hookTimeout: MINUTE,
          sequence: { groupOrder: 2 },
          ...serial,
        },
      },
      {
        test: {
          name: "server",
          include: ["test/server/**/*.test.ts", "test/seeded.test.ts"],
          testTimeout: 2 * MINUTE,
          hookTimeout: 2 * MINUTE,
          sequence: { groupOrder: 3 },
          ...serial,
        },
      },
      {
        plugins: [svelte({ configFile: "svelte.config.js" })],
        // Found only when a test asks for it: the page would be loaded again in the middle.
        optimizeDeps: { include: ["temporal-polyfill"] },
        test: {
          name: "client",
          include: ["test/client/**/*.test.ts"],
          testTimeout: MINUTE,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: chromiumPath(), args: [...CHROMIUM_ARGUMENTS] },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 10 * MINUTE,
          hookTimeout: 5 * MINUTE,
          sequence: { groupOrder: 5 },
          ...serial,
        },
      },
    ],
  },
});

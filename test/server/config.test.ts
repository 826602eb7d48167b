/** The settings: their defaults, their errors in plain words, and their list in .env.example. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { ConfigError, readConfig, SETTING_NAMES } from "../../server/config.ts";

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("settings", () => {
  it("[START-1] has a value fit for a laptop for every setting that is not set or empty", () => {
    const config = readConfig({ PORT: "", DATA_DIR: "  " });
    expect(config).toMatchObject({ host: "127.0.0.1", port: 4000, logLevel: "info", demo: false });
    expect(config.databaseUrl).toBeUndefined();
    expect(config.liveKit).toBeUndefined();
    expect(config.publicUrl).toBeUndefined();
    expect(config.dataDir).toMatch(/^\/.*\.data$/u);
    expect(Object.isFrozen(config) && Object.isFrozen(config.service)).toBe(true);
  });

  it("[START-1] tells everything that is wrong at once and repeats no value", () => {
    const problems = problemsOf({
      PORT: "70000",
      DATABASE_URL: "mysql://root:hunter2@localhost/x",
      PUBLIC_URL: "https://meet.example.org/path",
      LIVEKIT_API_SECRET: "hunter2",
      LOG_LEVEL: "loud",
      DEMO: "yes",
    });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "PORT",
      "DATABASE_URL",
      "PUBLIC_URL",
      "LIVEKIT_API_SECRET",
      "LOG_LEVEL",
      "DEMO",
      "LIVEKIT_URL",
      "LIVEKIT_API_KEY",
    ]);
    expect(problems.join("\n")).not.toMatch(/hunter2|mysql|70000|loud/u);
  });

  it("[START-1] takes the three settings of LiveKit together", () => {
    const secret = "s".repeat(32);
    const env = { LIVEKIT_URL: "http://127.0.0.1:7880", LIVEKIT_API_KEY: "k" };
    expect(readConfig({ ...env, LIVEKIT_API_SECRET: secret }).liveKit).toEqual({
      url: "ws://127.0.0.1:7880",
      apiKey: "k",
      apiSecret: secret,
    });
    expect(problemsOf(env)).toHaveLength(1);
  });

  it("[START-1] writes the public address without a slash at the end", () => {
    expect(readConfig({ PUBLIC_URL: "https://meet.example.org/" }).publicUrl).toBe(
      "https://meet.example.org",
    );
  });

  it("[START-2] lists exactly these settings in .env.example, with the values they have", () => {
    const text = readFileSync(join(import.meta.dirname, "../../.env.example"), "utf8");
    const example = new Map(
      Array.from(text.matchAll(/^([A-Z_]+)=(.*)$/gmu), ([, name = "", value = ""]) => [
        name,
        value,
      ]),
    );
    expect([...example.keys()]).toEqual(SETTING_NAMES);
    expect(readConfig(Object.fromEntries(example))).toEqual(readConfig({}));
  });
});

/**
 * The settings of the server, read from the environment once, in main.ts. Nothing else reads
 * the environment. Whatever is wrong is told all at once, in plain words; a message names the
 * setting but never repeats its value, which may be a secret.
 */
import { resolve } from "node:path";
import process from "node:process";

import * as z from "zod/mini";

/** How to reach LiveKit; `url` begins with ws: or wss:. */
export interface LiveKitConfig {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

export interface Config {
  readonly host: string;
  /** 0 asks the system for any free port. */
  readonly port: number;
  /** Full path of the folder for the database file, keys and papers. */
  readonly dataDir: string;
  /** PostgreSQL; without it everything is kept in one SQLite file in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** The origin people open, without a slash at the end; without it http://localhost:PORT. */
  readonly publicUrl: string | undefined;
  /** Without it everything but sound and picture works. */
  readonly liveKit: LiveKitConfig | undefined;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
  /** Whether a demo case is made and its links are issued at each start. */
  readonly demo: boolean;
  /** Until `npm run settings` gave others. */
  readonly service: { readonly name: string; readonly phone: string | undefined };
}

/** Thrown with every problem at once; `problems` are sentences for whoever runs the server. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`These settings are not right:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const optionalText = z.optional(z.string());

function isUrl(text: string, protocols: readonly string[]): boolean {
  return protocols.includes(URL.parse(text)?.protocol ?? "");
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && isUrl(text, ["http:", "https:"]) && url.href === `${url.origin}/`;
}

const environment = z.object({
  HOST: z._default(z.string(), "127.0.0.1"),
  PORT: z._default(
    z
      .string()
      .check(
        z.refine(
          (text) => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535,
          "must be a whole number from 0 to 65535; 0 means any free port",
        ),
      ),
    "4000",
  ),
  DATA_DIR: z._default(z.string(), ".data"),
  DATABASE_URL: z.optional(
    z
      .string()
      .check(
        z.refine(
          (text) => isUrl(text, ["postgres:", "postgresql:"]),
          "must begin with postgres:// and name a PostgreSQL database",
        ),
      ),
  ),
  PUBLIC_URL: z.optional(
    z
      .string()
      .check(
        z.refine(
          isOrigin,
          "must be http:// or https:// and a host, with nothing after it, as https://meet.example.org",
        ),
      ),
  ),
  LIVEKIT_URL: z.optional(
    z
      .string()
      .check(
        z.refine(
          (text) => isUrl(text, ["ws:", "wss:", "http:", "https:"]),
          "must be the address of a LiveKit server, as ws://127.0.0.1:7880",
        ),
      ),
  ),
  LIVEKIT_API_KEY: optionalText,
  LIVEKIT_API_SECRET: z.optional(
    z.string().check(z.refine((text) => text.length >= 32, "must be at least 32 characters long")),
  ),
  LOG_LEVEL: z._default(
    z.enum(["fatal", "error", "warn", "info", "debug", "silent"], {
      error: "must be fatal, error, warn, info, debug or silent",
    }),
    "info",
  ),
  DEMO: z._default(z.enum(["0", "1"], { error: "must be 0 or 1" }), "0"),
  SERVICE_NAME: z._default(z.string(), "Accord mediation service"),
  SERVICE_PHONE: optionalText,
});

type Environment = z.infer<typeof environment>;

/** The names of all settings, as .env.example must list them. */
export const SETTING_NAMES: readonly string[] = Object.keys(environment.shape);

/** The three settings of LiveKit come together or not at all. */
function missingVideoSettings(env: Readonly<Record<string, string>>): string[] {
  const names = ["LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"];
  const missing = names.filter((name) => env[name] === undefined);
  if (missing.length === names.length) return [];
  return missing.map((name) => `${name}: must be set too, as another LIVEKIT setting is`);
}

function liveKitFrom(env: Environment): LiveKitConfig | undefined {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = env;
  if (url === undefined || apiKey === undefined || apiSecret === undefined) return undefined;
  return Object.freeze({ url: url.replace(/^http/u, "ws"), apiKey, apiSecret });
}

/**
 * The settings in `env`; a setting that is empty counts as not set.
 * @throws ConfigError naming everything that is wrong
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const given: Record<string, string> = {};
  for (const name of SETTING_NAMES) {
    const value = env[name]?.trim();
    if (value !== undefined && value !== "") given[name] = value;
  }
  const parsed = environment.safeParse(given);
  const issues = parsed.error?.issues ?? [];
  const problems = issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  problems.push(...missingVideoSettings(given));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const settings = parsed.data;
  return Object.freeze({
    host: settings.HOST,
    port: Number(settings.PORT),
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL,
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/u, ""),
    liveKit: liveKitFrom(settings),
    logLevel: settings.LOG_LEVEL,
    demo: settings.DEMO === "1",
    service: Object.freeze({ name: settings.SERVICE_NAME, phone: settings.SERVICE_PHONE }),
  });
}

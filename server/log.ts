/**
 * The server's log: ids, codes and counts only, one JSON line each. A fault is written down by
 * its class, code, message and the lines of code it came from; whatever stands in quotes in a
 * foreign message (JSON.parse, a database) may be somebody's words and is cut.
 */
import pino, { type DestinationStream, type Logger } from "pino";

import type { Config } from "./config.ts";

/** Lines of code named for one fault, at most. */
const FRAMES = 8;
const MESSAGE_LENGTH = 200;

type Fault = {
  readonly type: string;
  readonly code?: string | number;
  readonly message: string;
  readonly at: readonly string[];
  readonly cause?: Fault | string;
};

/** From the first quotation mark to the last: a message may quote words that hold quotes. */
function withoutQuotes(message: string): string {
  return message.replace(/(["'`]).*\1/s, '"…"').slice(0, MESSAGE_LENGTH);
}

function codeOf(error: Error): Pick<Fault, "code"> {
  if (!("code" in error)) return {};
  const { code } = error;
  return typeof code === "string" || typeof code === "number" ? { code } : {};
}

/** What may be written down of a fault. Never its other fields: a database puts rows in them. */
function faultFacts(fault: unknown): Fault | string {
  if (typeof fault === "string") return withoutQuotes(fault);
  if (!(fault instanceof Error)) return `no error but ${typeof fault}`;
  const frames = (fault.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: fault.name,
    ...codeOf(fault),
    message: withoutQuotes(fault.message),
    at: frames.slice(0, FRAMES).map((line) => line.trim()),
    ...(fault.cause === undefined ? {} : { cause: faultFacts(fault.cause) }),
  };
}

/** A logger to the destination, by default standard error. Faults go under `error` or `err`. */
export function createLog(
  level: Config["logLevel"],
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  const serializers = { error: faultFacts, err: faultFacts };
  return pino({ level, base: null, serializers }, destination);
}

/** A short name for one fault, told to the person and found again in the log. */
export function newIncident(): string {
  return crypto.randomUUID().slice(0, 8);
}

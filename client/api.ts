/**
 * Typed calls from the HTTP table. Every answer is read before it is used; every refusal comes
 * back as a code that has words. Nothing here throws for what a network can do.
 */
import type { BYTE_ROUTES, HttpApi, Verdict } from "#shared/contract/http-api.ts";
import type { SeatId } from "#shared/core/ids.ts";
import type * as z from "zod/mini";
import {
  type Reader,
  readLook,
  readNetworkStart,
  readNothing,
  readRefusal,
  readSeat,
  readVerdict,
} from "./answers.ts";
import { randomId } from "./random-id.ts";
import type { SendCode } from "./state/meeting.svelte.ts";
import { isRefusalCode } from "./words/en/refusals.ts";

export type Answered<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly code: SendCode; readonly incident?: string };

type Name = keyof HttpApi;
type Params<K extends Name> = z.input<HttpApi[K]["params"]>;
type Body<K extends Name> = HttpApi[K]["body"] extends z.ZodMiniType
  ? z.input<HttpApi[K]["body"]>
  : null;
type AnswerOf<K extends Name> = z.output<HttpApi[K]["answer"]>;

/** The table without its schemas: what is written here twice, the compiler compares. */
const ROWS: {
  readonly [K in Name]: Pick<HttpApi[K], "method" | "path"> & {
    readonly read: Reader<AnswerOf<K>>;
  };
} = {
  lookAtLink: { method: "POST", path: "/api/link/look", read: readLook },
  continueWithLink: { method: "POST", path: "/api/link/continue", read: readSeat },
  startNetworkCheck: { method: "POST", path: "/api/network/start", read: readNetworkStart },
  endNetworkCheck: { method: "POST", path: "/api/network/end", read: readNothing },
  checkHash: { method: "GET", path: "/api/check/:sha256", read: readVerdict },
};
const CHECK_FILE: (typeof BYTE_ROUTES)["checkFile"] = "/api/check";
const SEALED_FILE: (typeof BYTE_ROUTES)["sealedFile"] = "/s/:seat/api/files/:sha256";

/** Calls one row of the table. `key` is kept by the caller when the same press is tried again. */
export async function callApi<K extends Name>(
  name: K,
  input: { readonly params: Params<K>; readonly body: Body<K> },
  key: string = randomId("command"),
): Promise<Answered<AnswerOf<K>>> {
  const { method, path, read } = ROWS[name];
  const request: RequestInit =
    method === "GET"
      ? { method }
      : {
          method,
          headers: { "Content-Type": "application/json", "Idempotency-Key": key },
          body: JSON.stringify(input.body),
        };
  return ask(filled(path, input.params), request, read);
}

/** Sends the file itself for the full check; it is kept nowhere. */
export function checkFile(file: Blob): Promise<Answered<Verdict>> {
  const headers = { "Content-Type": "application/pdf", "Idempotency-Key": randomId("command") };
  return ask(CHECK_FILE, { method: "POST", headers, body: file }, readVerdict);
}

/** Where a person's sealed paper is downloaded from. */
export function sealedFilePath(seat: SeatId, sha256: string): string {
  return filled(SEALED_FILE, { seat, sha256 });
}

/**
 * Why the server turns this seat's page away, null when it does not or cannot be asked. A line
 * that is cut off at the door cannot say so itself: a browser shows a page no reason.
 */
export async function seatRefusal(seat: SeatId): Promise<SendCode | null> {
  const asked = await ask(sealedFilePath(seat, "0".repeat(64)), { method: "GET" }, () => null);
  return asked.ok ? null : asked.code;
}

function filled(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:([a-z0-9]+)/giu, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
}

async function ask<T>(path: string, request: RequestInit, read: Reader<T>): Promise<Answered<T>> {
  try {
    const response = await fetch(path, { ...request, credentials: "same-origin" });
    const body: unknown = await response.json();
    if (response.ok) {
      const answer = read(body);
      return answer === null ? { ok: false, code: "fault" } : { ok: true, answer };
    }
    const refusal = readRefusal(body);
    if (refusal === null || !isRefusalCode(refusal.code)) return { ok: false, code: "fault" };
    const { code, incident } = refusal;
    return incident === undefined ? { ok: false, code } : { ok: false, code, incident };
  } catch {
    return { ok: false, code: "noAnswer" };
  }
}

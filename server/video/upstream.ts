/**
 * The gate's calls to the video server's signalling. The token travels in a header, in no
 * address, and of what a browser sent only the join request and the WebSocket handshake go on.
 */
import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { Duplex } from "node:stream";

/** Bytes of the video server's answer headers. */
const HEADER_LIMIT = 8192;
const HANDSHAKE_HEADERS = [
  "sec-websocket-key",
  "sec-websocket-version",
  "sec-websocket-protocol",
  "sec-websocket-extensions",
  "user-agent",
] as const;

export type SignalPath = "/rtc/v1" | "/rtc/v1/validate";

export type Upstream = {
  /** Opens the WebSocket. `failed` is called for any answer but 101, and for none. */
  dial(
    asked: IncomingMessage,
    call: { readonly joinRequest: string | null; readonly token: string },
    joined: (answer: IncomingMessage, socket: Duplex, head: Buffer) => void,
    failed: (status: number | null) => void,
  ): ClientRequest;
  /** The status that the video server answers such a join with; null when it gives none. */
  validate(
    call: { readonly joinRequest: string | null; readonly token: string },
    limitMs: number,
  ): Promise<number | null>;
};

/** `url` begins with ws:, wss:, http: or https: and may have a path. */
export function createUpstream(url: string): Upstream {
  const base = new URL(url.replace(/^ws/u, "http"));
  const open = base.protocol === "https:" ? secureRequest : plainRequest;
  const prefix = base.pathname.replace(/\/+$/u, "");

  const options = (path: SignalPath, joinRequest: string | null): RequestOptions => {
    const query = new URLSearchParams(joinRequest === null ? {} : { join_request: joinRequest });
    return {
      hostname: base.hostname.replace(/^\[|\]$/gu, ""),
      ...(base.port === "" ? {} : { port: base.port }),
      path: `${prefix}${path}?${query.toString()}`,
      agent: false,
      maxHeaderSize: HEADER_LIMIT,
    };
  };

  return {
    dial(asked, { joinRequest, token }, joined, failed) {
      const headers: Record<string, string> = {
        connection: "Upgrade",
        upgrade: "websocket",
        authorization: `Bearer ${token}`,
      };
      for (const name of HANDSHAKE_HEADERS) {
        const value = asked.headers[name];
        if (typeof value === "string") headers[name] = value;
      }
      const call = open({ ...options("/rtc/v1", joinRequest), headers });
      call.once("upgrade", joined);
      call.once("response", (answer) => {
        answer.resume();
        failed(answer.statusCode ?? null);
      });
      call.on("error", () => {
        failed(null);
      });
      call.end();
      return call;
    },

    validate({ joinRequest, token }, limitMs) {
      return new Promise((resolve) => {
        const call = open({
          ...options("/rtc/v1/validate", joinRequest),
          headers: { authorization: `Bearer ${token}` },
          signal: AbortSignal.timeout(limitMs),
        });
        call.once("response", (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? null);
        });
        call.on("error", () => {
          resolve(null);
        });
        call.end();
      });
    },
  };
}

/**
 * Where people open this installation: the origins a page of ours may have, and what follows
 * from them for cookies and for telling callers apart. Everything is read from the settings.
 */
import type { IncomingMessage } from "node:http";

import type { Config } from "./config.ts";
import type { CookieForm } from "./seats.ts";

const HERE = ["localhost", "127.0.0.1", "[::1]"];
const LOOPBACK = ["localhost", "127.0.0.1", "::1"];

export type Address = {
  /** The origin to print in links. */
  readonly url: string;
  readonly origins: ReadonlySet<string>;
};

/** `port` is the one listened on. A default port is left out, as browsers do. */
export function addressOf({ publicUrl }: Config, port: number): Address {
  if (publicUrl !== undefined) {
    const { origin } = new URL(publicUrl);
    return { url: origin, origins: new Set([origin]) };
  }
  const origins = HERE.map((host) => new URL(`http://${host}:${String(port)}`).origin);
  return { url: origins[0] ?? "", origins: new Set(origins) };
}

/** Browsers keep secure cookies over TLS and on localhost only. */
export function cookieForm({ publicUrl }: Config): CookieForm {
  if (publicUrl === undefined) return "secure";
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === "https:" || HERE.includes(hostname) ? "secure" : "plain";
}

/** What is wrong with how people reach it, for the log at the start; null when nothing is. */
export function addressWarning(config: Config): string | null {
  if (cookieForm(config) === "plain") {
    return "PUBLIC_URL is plain HTTP: whoever shares the network can read along, and browsers give no camera";
  }
  const open = !LOOPBACK.includes(config.host);
  return open && config.publicUrl === undefined
    ? "HOST is open to others, but without PUBLIC_URL only http://localhost is let in"
    : null;
}

const ADDRESS_LENGTH = 45;

/**
 * Whose limit a request counts against. We speak no TLS, so an https address means a proxy in
 * front, and the last entry it added names the caller. IPv6 callers own a /64 each.
 */
export function callerOf(request: IncomingMessage, proxied: boolean): string {
  const forwarded = proxied ? request.headers["x-forwarded-for"] : undefined;
  const last = [forwarded ?? []].flat().at(-1)?.split(",").at(-1)?.trim();
  const address = (last ?? request.socket.remoteAddress ?? "unknown").slice(0, ADDRESS_LENGTH);
  const four = /^::ffff:([\d.]+)$/.exec(address)?.[1];
  if (four !== undefined) return four;
  return address.includes(":") ? networkOf(address) : address;
}

/** The first four groups of an IPv6 address, with the zeros it leaves out. */
function networkOf(address: string): string {
  const groupsOf = (part: string) => part.split(":").filter((group) => group !== "");
  const [head = "", tail] = address.split("::");
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const zeros = Array.from({ length: missing }, () => "0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}

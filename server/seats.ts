/**
 * Who knocks at which door: the seat's cookie, and the link's secret. Secrets are compared as
 * hashes; a wrong one, an old one and none get the same answer (LINK-2, LINK-3).
 */
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

import type { CaseState } from "#shared/case/case.ts";
import { decideLink, decideSeat } from "#shared/case/seats.ts";
import { isId, type CaseId, type LinkId, type PersonId, type SeatId } from "#shared/core/ids.ts";

import type { CaseBook } from "./case-book.ts";
import type { Execute } from "./execute.ts";
import type { LinkRow, SeatRow, Store } from "./ports.ts";
import { idOfSecret, newId, newSecret, sha256Hex } from "./random-ids.ts";

const COOKIE_SECONDS = 60 * 60 * 24 * 60;

/**
 * `secure`: `__Host-` and Secure, as browsers keep them over TLS and on localhost. `plain`: for
 * an installation that is opened over plain HTTP elsewhere, where they would drop the other.
 */
export type CookieForm = "secure" | "plain";

function cookiePrefix(form: CookieForm): string {
  return form === "secure" ? "__Host-seat_" : "seat_";
}

function cookieFor(form: CookieForm, seat: SeatId, secret: string): string {
  const attributes = `Path=/; Max-Age=${String(COOKIE_SECONDS)}; HttpOnly; SameSite=Strict`;
  const pair = `${cookiePrefix(form)}${seat}=${secret}`;
  return `${pair}; ${attributes}${form === "secure" ? "; Secure" : ""}`;
}

function cookiesOf(request: IncomingMessage): ReadonlyMap<string, string> {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return new Map(
    pairs.flatMap((pair) => {
      const at = pair.indexOf("=");
      return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as const];
    }),
  );
}

function sameHash(a: string, b: string): boolean {
  const [one, two] = [Buffer.from(a), Buffer.from(b)];
  return one.length === two.length && timingSafeEqual(one, two);
}

/** `bound`: this browser holds the person's place. `asking`, `old`: it may only be told so. */
export type Sitter = {
  readonly seat: SeatId;
  readonly person: PersonId;
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly standing: "bound" | "asking" | "old";
};

export type Seats = {
  /** Whoever proves by cookie to be this seat, as the case has it now. */
  sitter(request: IncomingMessage, seat: string): Promise<Sitter | null>;
  /** The person's current standing of a seat whose cookie was checked before. */
  standing(seat: SeatId): Promise<Sitter | null>;
  link(secret: string): Promise<LinkRow | null>;
  /** The seat of this person whose cookie the browser already sends, if any. */
  heldBy(request: IncomingMessage, person: PersonId): Promise<SeatId | null>;
  /**
   * The seat of the browser that pressed Continue: bound, or asking for it. The same link and
   * key give the same seat and cookie, also after a crash half-way.
   */
  take(
    link: LinkRow,
    proof: { readonly secret: string; readonly key: string },
  ): Promise<{ readonly seat: SeatId; readonly cookie: string; readonly asking: boolean } | null>;
  /** A new secret for the person; `replace` unbinds the browsers of the old link. */
  issue(caseId: CaseId, person: PersonId, replace: boolean): Promise<string>;
};

export type SeatsOptions = {
  readonly store: Store;
  readonly book: CaseBook;
  readonly execute: Execute;
  readonly cookies: CookieForm;
};

function standingOf(state: CaseState, row: SeatRow): Sitter | null {
  const person = state.people[row.person];
  if (person === undefined) return null;
  const bound = person.seat === row.id;
  const standing = bound ? "bound" : person.askingSeat === row.id ? "asking" : "old";
  return { seat: row.id, person: person.id, caseId: row.caseId, state, standing };
}

export function createSeats({ store, book, execute, cookies }: SeatsOptions): Seats {
  const prefix = cookiePrefix(cookies);
  const standing = async (seat: SeatId): Promise<Sitter | null> => {
    const row = await store.seat(seat);
    if (row === null) return null;
    const { state } = await book.open(row.caseId);
    return standingOf(state, row);
  };

  const proved = async (request: IncomingMessage, seat: string): Promise<SeatRow | null> => {
    if (!isId("seat", seat)) return null;
    const secret = cookiesOf(request).get(prefix + seat);
    const row = secret === undefined ? null : await store.seat(seat);
    return secret !== undefined && row !== null && sameHash(row.secretHash, sha256Hex(secret))
      ? row
      : null;
  };

  return {
    standing,
    async sitter(request, seat) {
      const row = await proved(request, seat);
      return row === null ? null : standing(row.id);
    },
    link: (secret) => store.link(sha256Hex(secret)),
    async heldBy(request, person) {
      for (const name of cookiesOf(request).keys()) {
        if (!name.startsWith(prefix)) continue;
        const row = await proved(request, name.slice(prefix.length));
        if (row?.person !== person) continue;
        const sitter = await standing(row.id);
        if (sitter !== null && sitter.standing !== "old") return row.id;
      }
      return null;
    },
    async take(link, proof) {
      // Drawn from the press itself: a browser that never heard the answer asks again and gets it.
      const press = `${proof.secret} ${proof.key}`;
      const seat = idOfSecret("seat", press);
      const secret = sha256Hex(`accord/seat/1\n${press}`);
      const { person, caseId } = link;
      if ((await store.seat(seat)) === null) {
        await store.addSeat({ id: seat, person, caseId, secretHash: sha256Hex(secret) });
      }
      const outcome = await execute({
        caseId,
        actor: "system",
        commandId: idOfSecret("command", press),
        decide: ({ state }) => decideSeat(state, person, seat, isFresh(state, link)),
      });
      if (!outcome.ok) return null;
      const asking = outcome.opened.state.people[person]?.seat !== seat;
      return { seat, cookie: cookieFor(cookies, seat, secret), asking };
    },
    async issue(caseId, person, replace) {
      const secret = newSecret();
      const link: LinkId = newId("link");
      // First, so that a crash between the two leaves no replaced link that still opens.
      await store.replaceLink({ id: link, person, caseId, secretHash: sha256Hex(secret) });
      const outcome = await execute({
        caseId,
        actor: "system",
        commandId: newId("command"),
        decide: ({ state }) => decideLink(state, person, link, replace),
      });
      if (!outcome.ok) throw new Error("no such person");
      return secret;
    },
  };
}

/** No browser has used this link yet: it was issued after the person's last binding. */
function isFresh(state: CaseState, link: LinkRow): boolean {
  return state.people[link.person]?.freshLink === link.id;
}

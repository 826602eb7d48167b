/**
 * Who writes where in one document. The server says who: of what a browser sends, only the
 * field is kept, and only for its own entry. Readers and hidden people are never shown.
 */
import * as z from "zod/mini";

import { FIELD_KEY } from "#shared/meeting/document-shapes.ts";

import type { Member } from "./member.ts";
import { type PresenceEntry, presenceMessage } from "./messages.ts";

/** Several changes within this time go out as one: at most ten a second. Milliseconds. */
const GATHER = 100;

const sentState = z.object({ field: z.string().check(z.regex(FIELD_KEY)) });

function fieldOf(json: string): string | null {
  try {
    const parsed = sentState.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data.field : null;
  } catch {
    return null;
  }
}

function isShown(member: Member, to: Member): boolean {
  return member !== to && !member.access.hiddenFrom.includes(to.person);
}

export class Presence {
  readonly #members: ReadonlySet<Member>;
  readonly #fields = new Map<Member, string>();
  readonly #changed = new Set<Member>();
  /** One counter for all: browsers drop what is not newer, even after they were away. */
  #clock = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(members: ReadonlySet<Member>) {
    this.#members = members;
  }

  /** Takes what a browser says of itself; what it says of others is dropped without a word. */
  receive(member: Member, entries: readonly PresenceEntry[]): void {
    if (!member.mayShow()) return;
    // Also for one who only reads: when they may write, their first message is long gone.
    const own = entries.find(({ client }) => client === this.#ownClient(member, entries));
    if (own === undefined || !member.mayWrite || !member.access.shown) return;
    const field = fieldOf(own.state);
    if (field === (this.#fields.get(member) ?? null)) return;
    if (field === null) this.#fields.delete(member);
    else this.#fields.set(member, field);
    this.#announce(member);
  }

  /** Takes a member off everybody's screen. */
  forget(member: Member): void {
    if (this.#fields.delete(member)) this.#announce(member);
  }

  /** Everybody's state to one newcomer, or to all: also the sign of life browsers wait for. */
  refresh(receivers: Iterable<Member>): void {
    for (const receiver of receivers) {
      const others = [...this.#fields.keys()].filter((member) => isShown(member, receiver));
      receiver.send(presenceMessage(others.map((member) => this.#entry(member))));
    }
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Pinned at the first message: y-websocket sends its own entry alone when it connects. */
  #ownClient(member: Member, entries: readonly PresenceEntry[]): number | null {
    const [first] = entries;
    if (entries.length === 1 && first !== undefined) member.ownClient ??= first.client;
    return member.ownClient;
  }

  #entry(member: Member): PresenceEntry {
    this.#clock += 1;
    const field = this.#fields.get(member);
    const state = field === undefined ? null : { person: member.person, field };
    return { client: member.alias, clock: this.#clock, state: JSON.stringify(state) };
  }

  #announce(member: Member): void {
    this.#changed.add(member);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const one of changed) {
        const message = presenceMessage([this.#entry(one)]);
        for (const other of this.#members) {
          if (isShown(one, other) && other.synced) other.send(message);
        }
      }
    }, GATHER);
  }
}

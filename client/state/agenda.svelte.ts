/**
 * The agenda as a list of lines, with what one can do to it. It holds nothing itself: the shared
 * document does, and every change goes through it.
 */
import type { PersonId } from "#shared/core/ids.ts";
import {
  type AgendaItem,
  agendaItemSchema,
  type AgendaPhase,
} from "#shared/meeting/document-shapes.ts";
import { placeAt, sortByOrder } from "#shared/meeting/order-keys.ts";

import { randomId } from "../random-id.ts";
import type { SharedText, SharedTextField } from "./shared-text.svelte.ts";

export type AgendaLine = AgendaItem & { readonly id: string };

type NewLine = {
  readonly text: string;
  readonly minutes?: number;
  readonly phase?: AgendaPhase;
  readonly owner?: PersonId;
};

const ROOT = "items";

export class Agenda {
  readonly shared: SharedText;
  /** A line stays the same object while nothing in it changes. */
  readonly #lines = new WeakMap<object, AgendaLine>();

  constructor(shared: SharedText) {
    this.shared = shared;
  }

  /** All lines, in order. */
  get items(): readonly AgendaLine[] {
    const entries = Object.entries(this.shared.entries(ROOT));
    return sortByOrder(entries.flatMap(([id, entry]) => this.#line(id, entry) ?? []));
  }

  /** Minutes planned in all. */
  get minutes(): number {
    return this.items.reduce((sum, { minutes }) => sum + minutes, 0);
  }

  /** The words of a line, to be written together. */
  field(id: string): SharedTextField {
    return this.shared.entryField(ROOT, id, "text");
  }

  /** Adds a line at the end and returns its id, null when this person may not write. */
  add({ text, minutes = 10, phase, owner }: NewLine): string | null {
    const id = randomId("clause");
    const items = this.items;
    const places = placeAt(items, id, items.length);
    const done = this.shared.add(ROOT, id, {
      order: places.find((one) => one.id === id)?.order ?? "",
      phase: phase ?? "",
      text: { sharedText: text },
      minutes,
      owner: owner ?? "",
    });
    if (places.length > 1) this.shared.set(ROOT, [...places]);
    return done ? id : null;
  }

  /** Moves a line by so many places, up when negative; it stops at the ends. */
  move(id: string, by: number): boolean {
    const items = this.items;
    const index = items.findIndex((one) => one.id === id);
    const others = items.filter((one) => one.id !== id);
    const to = Math.max(0, Math.min(index + by, others.length));
    if (index === -1 || to === index) return false;
    return this.shared.set(ROOT, [...placeAt(others, id, to)]);
  }

  setMinutes(id: string, minutes: number): boolean {
    const whole = Math.max(0, Math.min(600, Math.round(minutes)));
    return this.shared.set(ROOT, [{ id, minutes: Number.isNaN(whole) ? 0 : whole }]);
  }

  setPhase(id: string, phase: AgendaPhase | ""): boolean {
    return this.shared.set(ROOT, [{ id, phase }]);
  }

  setOwner(id: string, owner: PersonId | ""): boolean {
    return this.shared.set(ROOT, [{ id, owner }]);
  }

  remove(id: string): boolean {
    return this.shared.remove(ROOT, [id]);
  }

  #line(id: string, entry: unknown): AgendaLine | null {
    if (typeof entry !== "object" || entry === null) return null;
    const known = this.#lines.get(entry);
    if (known !== undefined) return known;
    const parsed = agendaItemSchema.safeParse(entry);
    if (!parsed.success) return null;
    const line = Object.freeze({ ...parsed.data, id });
    this.#lines.set(entry, line);
    return line;
  }
}

/**
 * The open pages of each seat, and which one of them is live. The same page coming back takes
 * its own place at once; a newer page asks first. When the live one goes nobody follows by
 * itself: a forgotten page must not begin to listen, and a reloaded one finds its place free.
 */
import type { View } from "#shared/contract/view.ts";
import type { CaseId, PersonId, SeatId } from "#shared/core/ids.ts";

export type Tab = {
  readonly seat: SeatId;
  readonly person: PersonId;
  readonly caseId: CaseId;
  /** Drawn once per page load. */
  readonly page: string;
  /** The page says that another one was live when it was last connected. */
  readonly elsewhere: boolean;
  readonly encrypts: boolean;
  /** How many views were sent, and the last of them, to send only what changed. */
  views: number;
  last: string;
  readonly show: (view: View) => void;
  /** Ends the connection for good. */
  readonly end: () => void;
};

/** Pages of one seat at a time: a person has one or two, a page that went wrong has many. */
const MOST_PAGES = 8;

export class Tabs {
  readonly #byCase = new Map<CaseId, Set<Tab>>();
  readonly #live = new Map<SeatId, Tab>();

  add(tab: Tab): void {
    const tabs = this.#byCase.get(tab.caseId) ?? new Set();
    this.#byCase.set(tab.caseId, tabs);
    const mine = [...tabs].filter((other) => other.seat === tab.seat);
    tabs.add(tab);
    const live = this.#live.get(tab.seat);
    if (live === undefined ? !tab.elsewhere : live.page === tab.page) this.#live.set(tab.seat, tab);
    for (const other of mine) {
      // A page has one connection: the one before is dead and has not noticed.
      if (other.page === tab.page) other.end();
    }
    if (mine.length >= MOST_PAGES) mine.find((other) => this.liveOf(tab.seat) !== other)?.end();
  }

  remove(tab: Tab): void {
    const tabs = this.#byCase.get(tab.caseId);
    tabs?.delete(tab);
    if (tabs?.size === 0) this.#byCase.delete(tab.caseId);
    if (this.#live.get(tab.seat) === tab) this.#live.delete(tab.seat);
  }

  /** Returns whether another page was live. */
  takeOver(tab: Tab): boolean {
    const before = this.#live.get(tab.seat);
    this.#live.set(tab.seat, tab);
    return before !== undefined && before !== tab;
  }

  liveOf(seat: SeatId): Tab | null {
    return this.#live.get(seat) ?? null;
  }

  ofCase(caseId: CaseId): readonly Tab[] {
    return [...(this.#byCase.get(caseId) ?? [])];
  }

  cases(): readonly CaseId[] {
    return [...this.#byCase.keys()];
  }
}

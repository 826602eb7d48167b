/**
 * The shared documents this person may open now, kept open while the room is: a page of the room
 * that is not shown loses nothing. What the server took away is closed; words that never reached
 * it are kept for the person who wrote them, in this page only.
 */
import type { DocumentView, InRoom } from "#shared/contract/view.ts";
import type { PersonId, SeatId } from "#shared/core/ids.ts";
import type { DocumentKind } from "#shared/meeting/document-shapes.ts";
import { Agenda } from "./agenda.svelte.ts";
import { AgreementDraft } from "./agreement-draft.svelte.ts";
import { FrozenText } from "./frozen-text.svelte.ts";
import type { SocketClass } from "./shared-text-line.ts";
import { SharedText } from "./shared-text.svelte.ts";

type Open = {
  readonly view: DocumentView;
  readonly shared: SharedText;
  /** Put away while a child is in the room, with what was typed and not stored (CHILD-8). */
  readonly resting: boolean;
};
type Farewell = {
  readonly shared: SharedText;
  readonly timer: ReturnType<typeof setTimeout>;
};
export type LostWords = { readonly kind: DocumentKind; readonly texts: readonly string[] };

const KINDS = ["agenda", "agreement", "notebook", "privateDraft", "guestNotes"] as const;
/** Milliseconds in which a document that was taken away may still store the last words. */
const FAREWELL = 2000;

/** The server ends the connection of whoever may only read from now on: a new one reads. */
function narrowed(before: DocumentView | undefined, now: DocumentView | null): boolean {
  return before?.level === "write" && now?.level === "read";
}

export class RoomDocuments {
  agenda: Agenda | null = $state.raw(null);
  agreement: AgreementDraft | null = $state.raw(null);
  notebook: SharedText | null = $state.raw(null);
  privateDraft: AgreementDraft | null = $state.raw(null);
  guestNotes: SharedText | null = $state.raw(null);
  lost: readonly LostWords[] = $state.raw([]);
  /** The fixed words, once there are some. */
  readonly frozen = new FrozenText();
  readonly #seat: SeatId;
  readonly #person: PersonId;
  readonly #socket: SocketClass | undefined;
  readonly #open: Partial<Record<DocumentKind, Open | null>> = {};
  #farewells: readonly Farewell[] = [];

  /** `socket`: what to connect with, where it is not the browser's own. */
  constructor(seat: SeatId, person: PersonId, socket?: SocketClass) {
    this.#seat = seat;
    this.#person = person;
    this.#socket = socket;
  }

  /** To be called with every view of a room; `away`: papers are put away for a while. */
  follow(documents: InRoom["documents"], away = false): void {
    for (const kind of KINDS) {
      const view = documents[kind];
      const open = this.#open[kind];
      if (away) {
        if (open != null) this.#rest(kind, open);
        continue;
      }
      if (open?.view.id === view?.id && !narrowed(open?.view, view)) {
        if (open != null && view !== null) this.#keep(kind, { ...open, view });
        continue;
      }
      this.#drop(kind);
      if (view !== null) this.#add(kind, view);
    }
  }

  /** Opens a document again that the server closed for a reason of its own. */
  reopen(kind: DocumentKind): void {
    const open = this.#open[kind];
    if (open == null) return;
    this.#drop(kind);
    this.#add(kind, open.view);
  }

  forgetLost(kind: DocumentKind): void {
    this.lost = this.lost.filter((one) => one.kind !== kind);
  }

  destroy(): void {
    for (const kind of KINDS) {
      this.#open[kind]?.shared.destroy();
      this.#open[kind] = null;
    }
    for (const { shared, timer } of this.#farewells) {
      clearTimeout(timer);
      shared.destroy();
    }
    this.#farewells = [];
  }

  #add(kind: DocumentKind, view: DocumentView): void {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const url = `${scheme}//${location.host}/s/${this.#seat}/docs`;
    const socket = this.#socket;
    const shared = new SharedText({
      url,
      document: view.id,
      kind,
      person: this.#person,
      ...(socket === undefined ? {} : { socket }),
    });
    this.#open[kind] = { view, shared, resting: false };
    this.#show(kind, shared);
  }

  #rest(kind: DocumentKind, open: Open): void {
    if (open.resting) return;
    this.#open[kind] = { ...open, resting: true };
    this[kind] = null;
    open.shared.rest();
  }

  /** Still open, or there again by itself. */
  #keep(kind: DocumentKind, open: Open): void {
    this.#open[kind] = { ...open, resting: false };
    if (!open.resting) return;
    open.shared.resume();
    this.#show(kind, open.shared);
  }

  #show(kind: DocumentKind, shared: SharedText): void {
    if (kind === "agenda") this.agenda = new Agenda(shared);
    else if (kind === "agreement" || kind === "privateDraft")
      this[kind] = new AgreementDraft(shared);
    else this[kind] = shared;
  }

  #drop(kind: DocumentKind): void {
    const open = this.#open[kind];
    if (open == null) return;
    this.#open[kind] = null;
    this[kind] = null;
    const { shared } = open;
    if (shared.saved && shared.unsent.length === 0) {
      shared.destroy();
      return;
    }
    const timer = setTimeout(() => {
      this.#farewells = this.#farewells.filter((one) => one.shared !== shared);
      this.#keepLost(kind, shared);
      shared.destroy();
    }, FAREWELL);
    this.#farewells = [...this.#farewells, { shared, timer }];
  }

  #keepLost(kind: DocumentKind, shared: SharedText): void {
    const texts = shared
      .pending()
      .map((one) => one.text)
      .filter((text) => text.trim() !== "");
    if (texts.length > 0) this.lost = [...this.lost, { kind, texts }];
  }
}

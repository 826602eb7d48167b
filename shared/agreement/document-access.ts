/**
 * Which shared document may this person open, and may they write? Asked at the door and again
 * on every change. A document is the boundary: whoever may read it gets all ever written in it,
 * so a guest is never granted a side's notebook (DOC-8, DOC-9).
 */
import { agreementOf, type CaseState, meetingOf } from "../case/case.ts";
import { areApart } from "../case/no-contact.ts";
import type { DocumentId, PersonId } from "../core/ids.ts";
import type { Person } from "../core/people.ts";
import { may } from "../core/permissions.ts";
import { isGuest, type Meeting, type Room, roomOf } from "../meeting/meeting.ts";
import { isFoldedFor } from "../meeting/evolve-children.ts";

export type DocumentKind = "agenda" | "agreement" | "notebook" | "privateDraft" | "guestNotes";

export type DocumentAccess = {
  readonly document: DocumentId;
  readonly kind: DocumentKind;
  readonly level: "read" | "write";
  /** Whether the others of the document may see that this person is there. */
  readonly shown: boolean;
  /** Who may not see where this person writes: they must not meet. */
  readonly hiddenFrom: readonly PersonId[];
};

type Access = Omit<DocumentAccess, "hiddenFrom">;

function jointDocuments(state: CaseState, meeting: Meeting, writes: boolean): readonly Access[] {
  const level = writes ? "write" : "read";
  const agreement = agreementOf(state, meeting.id);
  const agenda = { document: meeting.agenda, kind: "agenda", level, shown: writes } as const;
  if (agreement?.stage.stage !== "draft") return [agenda];
  const { document } = agreement;
  return [agenda, { document, kind: "agreement", level, shown: writes }];
}

/**
 * Where one's side's own papers open: in the side's room, or alone. By right only, and never to an
 * interpreter, whoever they are here for (NOTE-1, NOTE-2).
 */
function isAtHome(room: Room, { id, role }: Person): boolean {
  const home = room.kind === "side" || room.kind === "own" || room.kind === "quiet";
  return home && role !== "interpreter" && !isGuest(room, id);
}

/** Every document this person may open now; empty before they are in a room. */
export function documentsFor(state: CaseState, id: PersonId): readonly DocumentAccess[] {
  const apart = Object.values(state.people).filter((one) => areApart(state.people, id, one.id));
  const hiddenFrom = apart.map((one) => one.id);
  return accessFor(state, id).map((access) => ({ ...access, hiddenFrom }));
}

function accessFor(state: CaseState, id: PersonId): readonly Access[] {
  const meeting = meetingOf(state, id);
  const person = state.people[id];
  if (meeting?.status !== "open" || person === undefined) return [];
  const room = roomOf(meeting, id);
  // While a child is here there are no papers in the room (CHILD-3).
  if (room === null || isFoldedFor(meeting, id)) return [];
  const all = [
    ...jointDocuments(state, meeting, may("writeJointDocuments", { state, meeting, person })),
  ];
  if (room.kind === "joint") return all;
  const notebook = state.notebooks.find(
    (one) => meeting.rooms[one.room]?.members.includes(id) === true,
  );
  if (notebook !== undefined && isAtHome(room, person)) {
    const { document, draft } = notebook;
    const own = { level: "write", shown: room.kind === "side" } as const;
    all.push({ document, kind: "notebook", ...own });
    if (draft !== null) all.push({ document: draft, kind: "privateDraft", ...own });
  }
  // Not for a guest who came before or after them: what was written then is not theirs to read.
  if (room.guestNotes !== null && (!isGuest(room, id) || room.guestNotes.guest === id)) {
    const { document } = room.guestNotes;
    all.push({ document, kind: "guestNotes", level: "write", shown: true });
  }
  return all;
}

export function documentAccess(
  state: CaseState,
  person: PersonId,
  document: DocumentId,
): DocumentAccess | null {
  return documentsFor(state, person).find((one) => one.document === document) ?? null;
}

/** The parts of the room one can open, with what waits in them. */
import type { InRoom, MediatorView } from "#shared/contract/view.ts";
import type { IconName } from "../../ui/icon-shapes.ts";
import { PARTS_WORDS } from "../../words/en/room.ts";

export type PartId = "room" | "agenda" | "agreement" | "notes" | "messages" | "people";

const SIGNS: Readonly<Record<PartId, IconName>> = {
  room: "table",
  agenda: "agenda",
  agreement: "agreement",
  notes: "notebook",
  messages: "question",
  people: "people",
};

/** What others wrote or shared, by id: what may be new to the reader. */
export function writtenByOthers({ chat, desk }: Pick<InRoom, "chat" | "desk">): readonly string[] {
  return [...chat.lines, ...desk.released].flatMap(({ id, mine }) => (mine ? [] : [id]));
}

/** How many people and rooms wait for something the mediator can do. */
function asking({ waiting, desk }: MediatorView): number {
  return waiting.filter((one) => !one.called).length + desk.calls.length + desk.alone.length;
}

const ALL: readonly PartId[] = ["room", "agenda", "agreement", "notes", "messages", "people"];
/** While a child is here there is the room alone, and for the mediator who waits and asks. */
const ONE: readonly PartId[] = ["room"];
const LEADING: readonly PartId[] = ["room", "people"];

/** Beside the people, "room" is no part of its own: they are in sight all the time. */
export function partsOf(
  { mediator, child }: Pick<InRoom, "mediator" | "child">,
  beside: boolean,
  /** Messages and shared words that came since that part was looked at. */
  unread: number,
): readonly {
  readonly id: PartId;
  readonly label: string;
  readonly icon: IconName;
  readonly waiting: number;
}[] {
  const open = mediator === null ? 0 : asking(mediator);
  const ids = child === null ? ALL : mediator === null ? ONE : LEADING;
  return ids
    .filter((id) => !beside || id !== "room")
    .map((id) => ({
      id,
      label: PARTS_WORDS[id],
      icon: SIGNS[id],
      waiting: id === "people" ? open : id === "messages" ? unread : 0,
    }));
}

/** What stands beside the people until somebody chooses: notes in private, else the agenda. */
export function usualPart({
  mediator,
  documents,
}: Pick<InRoom, "mediator" | "documents">): Exclude<PartId, "room"> {
  if (mediator !== null) return "people";
  return documents.notebook !== null || documents.guestNotes !== null ? "notes" : "agenda";
}

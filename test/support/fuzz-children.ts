/** Random commands about children and young people, and what must hold of them, from the rules. */
import { documentsFor } from "#shared/agreement/document-access.ts";
import { areApart } from "#shared/case/no-contact.ts";
import type { PersonId } from "#shared/core/ids.ts";
import { attendanceOf, peopleIn, roomOf } from "#shared/meeting/meeting.ts";
import type { CoreCase, WholeView } from "./core-case.ts";
import { at, type Builders, known, target } from "./fuzz-draw.ts";

type Kinds = "tellChildHere" | "confirmChildLeft" | "answerParent" | "setEasyView";

function ofRole(one: CoreCase, role: string): readonly PersonId[] {
  return one.meeting.seats.filter((id) => one.state.people[id]?.role === role);
}

export const CHILDREN_BUILDERS: Pick<Builders, Kinds> = {
  tellChildHere: (one, actor, step) => ({
    beside: step.polite && one.state.people[actor]?.role === "parent" ? actor : target(one, step),
  }),
  confirmChildLeft: (one, _, step) => ({
    room: known("room", step, one.meeting.children.folded),
  }),
  answerParent: (one, _, step) => ({
    parent: at(ofRole(one, "parent"), step.a) ?? target(one, step),
    welcome: step.b % 3 > 0,
  }),
  setEasyView: (_, __, { a }) => ({ on: a % 2 === 0 }),
};

/** Who is a child guest's own: parents, and whoever is here for them. */
function isOwn(one: CoreCase, child: PersonId, id: PersonId): boolean {
  const person = one.state.people[id];
  const own = person?.role === "parent" || person?.supports === child;
  return own && !areApart(one.state.people, child, id);
}

/** No child guest is alone with one adult but their own, whatever was pressed. */
export function childRules(one: CoreCase, say: (wrong: string) => void): void {
  const { meeting, state } = one;
  for (const child of ofRole(one, "child")) {
    if (documentsFor(state, child).length > 0) say("a child with a paper");
    const room = roomOf(meeting, child);
    if (room === null || room.kind === "quiet") continue;
    const others = peopleIn(meeting, room.id).filter((id) => {
      const role = state.people[id]?.role;
      return role !== "child" && role !== "youngPerson";
    });
    if (others.length === 0) say("a child alone");
    if (others.length === 1 && !others.some((id) => isOwn(one, child, id))) {
      say("a child alone with an adult who is not theirs");
    }
    if (!["joint", "side"].includes(room.kind)) say(`a child in a ${room.kind} room`);
  }
  for (const id of meeting.seats) {
    const room = roomOf(meeting, id);
    const beside = room === null ? [] : peopleIn(meeting, room.id);
    const child = beside.some(
      (other) => state.people[other]?.role === "child" || meeting.children.beside.includes(other),
    );
    if (child && documentsFor(state, id).length > 0) say("papers beside a child");
    const { stage } = attendanceOf(meeting, id).stage;
    if (state.people[id]?.role !== "parent" || !["in", "called"].includes(stage)) continue;
    const yes = ofRole(one, "youngPerson").every((young) =>
      meeting.children.welcome.some((word) => word.young === young && word.parent === id),
    );
    if (!yes) say("a parent without the young person's yes");
  }
}

/** In a room with a child nobody's view holds a paper, a message or a word of chat (CHILD-3). */
export function unfoldedIn(one: CoreCase, me: PersonId, view: WholeView): readonly string[] {
  const { meeting } = one;
  const role = one.state.people[me]?.role;
  if (role === "child" && view.at.stage === "room") return ["a child is shown the whole room"];
  if (view.at.stage !== "room") return [];
  const { documents, chat, desk, agreement, owners, child } = view.at;
  const room = roomOf(meeting, me);
  const here = room === null ? [] : peopleIn(meeting, room.id);
  const children = here.some(
    (id) => one.state.people[id]?.role === "child" || meeting.children.beside.includes(id),
  );
  if (children && child === null) return ["a child is not told of"];
  if (child === null) return [];
  const papers = Object.values(documents).some((document) => document !== null);
  const { points, told } = desk.carry;
  const words = [chat.lines, desk.messages, desk.released, points, told].flat().length;
  const known = agreement.version > 0 || agreement.contentHash !== "";
  return papers ||
    chat.open ||
    desk.carry.writeTo !== null ||
    words > 0 ||
    known ||
    owners.length > 0
    ? ["papers or words beside a child"]
    : [];
}

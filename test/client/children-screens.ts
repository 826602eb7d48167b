/** What a child guest sees, and the rooms of the others while a child is there. */
import type { ChildStage } from "#shared/contract/children.ts";
import type { InRoom, View } from "#shared/contract/view.ts";
import { room, type RoomScreenState } from "./room-screen-state.ts";
import { JOINT, MEDIATING, MEDIATOR_PART, PRIVATE, tilesOf } from "./sample-room.ts";
import { PEOPLE, sampleId, sampleLine, sampleView } from "./sample-views.ts";

const MAYA = sampleLine(6, { name: "Maya", role: "child" });

/** What Maya, a child guest, is shown. */
export function childView(at: ChildStage): View {
  const view = sampleView(at);
  return {
    ...view,
    me: { ...view.me, id: MAYA.id, name: "Maya", fullName: "Maya Green", role: "child" },
    meeting: { ...view.meeting, invited: [] },
    abilities:
      at.step === "bye" ? ["comeBack"] : at.step === "ready" ? ["prepare"] : ["leaveMeeting"],
  };
}

const ME = {
  ...MAYA,
  side: "family",
  me: true,
  hand: null,
  ear: sampleId("ear", 6),
  video: "here",
  online: true,
  leftOut: false,
} as const;

export const HELLO: Extract<ChildStage, { step: "room" }> = {
  stage: "child",
  step: "room",
  room: JOINT.room,
  tiles: [...tilesOf(["mediator", "parent", "officer"], { parent: { me: false } }), ME],
  notice: null,
  back: null,
};

export const QUIET: Extract<ChildStage, { step: "room" }> = {
  ...HELLO,
  room: { ...JOINT.room, id: sampleId("room", 5), kind: "quiet" },
  tiles: [ME],
  back: "joint",
};

export const CHILD_STEPS: Readonly<Record<string, ChildStage>> = {
  "child-ready": { stage: "child", step: "ready", agreed: false },
  "child-waiting": { stage: "child", step: "waiting" },
  "child-called": { stage: "child", step: "called", inside: [PEOPLE.mediator, PEOPLE.parent] },
  "child-bye": { stage: "child", step: "bye" },
};

/** As the server shows it: nothing of papers, messages or owners. */
function folded(at: InRoom, child: InRoom["child"]): InRoom {
  return {
    ...at,
    child,
    documents: {
      agenda: null,
      agreement: null,
      notebook: null,
      privateDraft: null,
      guestNotes: null,
    },
    owners: [],
    currentItem: null,
    chat: { open: false, lines: [] },
  };
}

const GUEST = { guests: ["Maya"], beside: [] } as const;
const BESIDE = { guests: [], beside: ["Dan"] } as const;
const NOBODY = { guests: [], beside: [] } as const;

export const CHILD_HERE: InRoom = folded(
  { ...JOINT, tiles: [...JOINT.tiles, { ...ME, me: false }] },
  GUEST,
);
export const CHILD_GONE: InRoom = folded(JOINT, NOBODY);
export const LEADING_CHILD: InRoom = folded(
  { ...MEDIATING, tiles: [...MEDIATING.tiles, { ...ME, me: false }] },
  GUEST,
);
export const LEADING_BESIDE: InRoom = folded(MEDIATING, BESIDE);
export const LEADING_ELSEWHERE: InRoom = {
  ...MEDIATING,
  mediator: {
    ...MEDIATOR_PART,
    children: {
      ...MEDIATOR_PART.children,
      folded: [{ ...NOBODY, room: sampleId("room", 1), here: false }],
    },
  },
};

export function childrenScreens(): readonly RoomScreenState[] {
  return [
    room("child-here", CHILD_HERE),
    room("child-beside", folded(PRIVATE, BESIDE)),
    room("child-gone", CHILD_GONE),
    room("child-here-mediator", LEADING_CHILD),
    room("child-beside-mediator", LEADING_BESIDE, ["People"]),
    room("child-elsewhere-mediator", LEADING_ELSEWHERE, ["People"]),
  ];
}

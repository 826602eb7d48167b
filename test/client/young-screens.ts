/** A young person whose meeting it is, a parent who waits for their yes, and the easy view. */
import type { StageView, View } from "#shared/contract/view.ts";
import { room, type RoomScreenState } from "./room-screen-state.ts";
import { JOINT, MEDIATING, MEDIATOR_PART, PRIVATE, tilesOf } from "./sample-room.ts";
import { PEOPLE, sampleLine, sampleView } from "./sample-views.ts";

const MAYA = sampleLine(7, { name: "Maya Green", role: "youngPerson" });
export const PARENTS = [
  { id: PEOPLE.parent.id, name: "Dan Green", welcome: false },
  { id: PEOPLE.otherParent.id, name: "Rosa Green", welcome: true },
] as const;

/** What Maya, who is the party, is shown. */
export const AS_MAYA: Partial<View> = {
  me: {
    id: MAYA.id,
    fullName: "Maya Green",
    name: "Maya",
    role: "youngPerson",
    side: "family",
    supports: null,
  },
  own: { easy: false, parents: PARENTS },
};

export const WAITING: StageView = {
  stage: "waiting",
  people: [],
  askedToWaitBy: null,
  locked: false,
  question: null,
};

/** Dan waits; Maya has been asked about him, and nobody tells him what she said. */
export const PARENT_WAITS: Partial<View> = {
  meeting: { ...sampleView(WAITING).meeting, invited: [...Object.values(PEOPLE), MAYA] },
};

export const EASY: Partial<View> = { own: { easy: true, parents: [] } };

export const LEADING_WAITS = {
  ...MEDIATING,
  mediator: {
    ...MEDIATOR_PART,
    waiting: [
      {
        ...PEOPLE.parent,
        side: "family",
        arrival: 1,
        since: "2099-03-02T09:50:00Z",
        called: false,
        online: true,
      },
    ],
    children: {
      ...MEDIATOR_PART.children,
      yesMissing: [{ parent: PEOPLE.parent.id, young: ["Maya"] }],
      unwatched: ["Zoe"],
    },
  },
  tiles: tilesOf(["mediator", "officer"], { mediator: { me: true } }),
} as const;

export function youngScreens(): readonly RoomScreenState[] {
  return [
    room("young-person", JOINT, ["People"], {}, AS_MAYA),
    room("young-mediator", LEADING_WAITS, ["People"]),
    room("easy-joint", JOINT, [], {}, EASY),
    room("easy-private", PRIVATE, [], {}, EASY),
    room("easy-agenda", JOINT, ["Agenda"], {}, EASY),
    room("easy-break", JOINT, ["I need a break"], {}, EASY),
    room("easy-more", JOINT, ["More"], {}, EASY),
  ];
}

export const YOUNG_STAGES: readonly (readonly [string, StageView, Partial<View>])[] = [
  ["young-waiting", WAITING, AS_MAYA],
  ["young-parent-waiting", WAITING, PARENT_WAITS],
  ["easy-waiting", { ...WAITING, people: [PEOPLE.otherParent] }, EASY],
  [
    "easy-called",
    { stage: "called", style: "joint", locked: false, inside: [PEOPLE.mediator], by: "Sam" },
    EASY,
  ],
];

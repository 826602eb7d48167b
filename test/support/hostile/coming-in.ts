/** Coming in, and a second browser: who may say what, where, about whom. */
import type { PersonId } from "#shared/core/ids.ts";
import { attendanceOf, type Room, roomsOf } from "#shared/meeting/meeting.ts";

import { foreignId } from "../core-case.ts";
import { isSafeThere, isWelcome, rulesFor } from "./children.ts";
import {
  always,
  everyone,
  inRoom,
  type Ground,
  isLeader,
  MEDIATORS,
  OPEN,
  OTHERS,
  ROOMS,
  type Rows,
  type Spot,
  STRANGER,
} from "./ground.ts";
import { isHome } from "./places.ts";
import { ROLES } from "#shared/core/people.ts";

const HIDDEN = "Zoe\u202e";
const PREPARE: readonly Spot[] = ["preparing", "waiting", "left"];

/** Where their Join leads. */
function arrivesIn(ground: Ground, actor: PersonId): Room | undefined {
  const rooms = roomsOf(ground.meeting);
  return (
    rooms.find((room) => isHome(ground, actor, room)) ?? rooms.find(({ kind }) => kind === "joint")
  );
}

export const COMING_IN: Rows<
  | "chooseName"
  | "tellCompany"
  | "acceptRules"
  | "askQuestion"
  | "answerQuestion"
  | "arrive"
  | "admit"
  | "enter"
  | "answerSeat"
> = {
  chooseName: {
    roles: ROLES,
    spots: PREPARE,
    attempts: () => [
      ...always({ name: "Zoe Lang" }),
      { body: { name: HIDDEN }, may: false },
      { body: { name: " " }, may: false },
    ],
  },
  tellCompany: {
    roles: ROLES,
    spots: PREPARE,
    attempts: () => [...always({ text: "my aunt" }), { body: { text: HIDDEN }, may: false }],
  },
  acceptRules: {
    roles: ROLES,
    spots: PREPARE,
    attempts: (ground, actor) => [
      ...always({ version: rulesFor(ground, actor) }),
      { body: { version: "2020-01" }, may: false },
    ],
  },
  askQuestion: {
    roles: OTHERS,
    spots: ["preparing", "waiting"],
    attempts: () => [
      ...always({ text: "How long is it?" }),
      { body: { text: " " }, may: false },
      { body: { text: HIDDEN }, may: false },
    ],
  },
  answerQuestion: {
    roles: MEDIATORS,
    spots: OPEN,
    attempts({ meeting }) {
      const asked = meeting.seats.flatMap((id) => attendanceOf(meeting, id).question?.id ?? []);
      return [
        ...asked.flatMap((question) => [
          { body: { question, text: "About two hours." }, may: true },
          { body: { question, text: HIDDEN }, may: false },
        ]),
        { body: { question: foreignId("ask"), text: "About two hours." }, may: false },
      ];
    },
  },
  arrive: {
    roles: ROLES,
    spots: ["preparing", "left"],
    attempts: (ground, actor) => [
      {
        body: {},
        may: attendanceOf(ground.meeting, actor).rules === rulesFor(ground, actor),
      },
    ],
  },
  admit: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts(ground) {
      const { meeting } = ground;
      const lines = everyone(ground).map((person) => {
        const { stage, arrivals } = attendanceOf(meeting, person);
        return {
          line: { person, expect: arrivals },
          waits: stage.stage === "waiting" && isWelcome(ground, person),
        };
      });
      const waiting = lines.filter(({ waits }) => waits).map(({ line }) => line);
      const [first] = waiting;
      return [
        { body: { people: [] }, may: false },
        ...lines.map(({ line, waits }) => ({
          body: { people: [line] },
          may: waits && !meeting.moderation.locked,
        })),
        { body: { people: [...waiting, { person: STRANGER, expect: 1 }] }, may: false },
        ...(first === undefined
          ? []
          : [
              { body: { people: [first, first] }, may: false },
              { body: { people: [{ ...first, expect: first.expect + 1 }] }, may: false },
              { body: { people: [{ ...first, expect: first.expect - 1 }] }, may: false },
            ]),
      ];
    },
  },
  enter: {
    roles: OTHERS,
    spots: ["called"],
    attempts: (ground, actor) => [
      {
        body: { microphone: false, camera: false },
        may:
          !ground.meeting.moderation.locked && isSafeThere(ground, actor, arrivesIn(ground, actor)),
      },
    ],
  },
  answerSeat: {
    roles: ROLES,
    spots: [...OPEN, "over"],
    attempts(ground, actor) {
      const { state, meeting } = ground;
      const asking = Object.values(state.people).flatMap(({ id, askingSeat }) =>
        askingSeat === null ? [] : [{ id, seat: askingSeat }],
      );
      // While it is locked no other browser sits down in the place of somebody inside.
      const shut = (id: PersonId) =>
        meeting.status === "open" &&
        meeting.moderation.locked &&
        inRoom(ground, id) &&
        !isLeader(ground, id);
      const leads = isLeader(ground, actor) && meeting.status === "open";
      const answers = ["no", "yes"] as const;
      return [
        ...asking.flatMap(({ id, seat }) =>
          answers.map((answer) => ({
            body: { expect: seat, answer },
            may: (leads || id === actor) && (answer === "no" || !shut(id)),
          })),
        ),
        { body: { expect: foreignId("seat"), answer: "yes" }, may: false },
      ];
    },
  },
};

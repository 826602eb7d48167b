/** The joint room with quiet words in it: the asker's, the asked one's and a bystander's. */
import type { WhisperPartner, WhisperView } from "#shared/contract/side-lines.ts";
import type { InRoom } from "#shared/contract/view.ts";
import type { RoomCall } from "../../client/pages/room/room-call.ts";
import { room, type RoomScreenState } from "./room-screen-state.ts";
import { JOINT, sampleCall } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const PARTNER: WhisperPartner = {
  id: PEOPLE.advocate.id,
  name: "Mel",
  free: true,
  asked: null,
  leaveGiven: false,
};

const NO_WHISPER: WhisperView = { gettingSupport: [], partners: [], askedBy: [], running: null };

function joint(whisper: Partial<WhisperView>): InRoom {
  return { ...JOINT, whisper: { ...NO_WHISPER, ...whisper } };
}

export const MAY_ASK = joint({ partners: [PARTNER] });
export const HAS_ASKED = joint({
  partners: [{ ...PARTNER, asked: { id: sampleId("ask", 20), state: "asked" } }],
});
export const IS_ASKED = joint({
  partners: [PARTNER],
  askedBy: [{ id: sampleId("ask", 21), from: PEOPLE.advocate.id, name: "Mel" }],
});
export const WHISPERING: InRoom = {
  ...joint({
    partners: [{ ...PARTNER, free: false }],
    gettingSupport: [PEOPLE.parent.id, PEOPLE.advocate.id],
    running: {
      id: sampleId("ask", 22),
      with: PEOPLE.advocate.id,
      name: "Mel",
      theirEar: sampleId("ear", 23),
      video: "here",
      line: {
        ear: sampleId("ear", 22),
        sending: ["microphone"],
        startsOn: true,
        encrypted: true,
        strangers: 0,
      },
    },
  }),
  room: { ...JOINT.room, sending: ["camera"] },
};
export const OTHERS_WHISPER = joint({
  gettingSupport: [PEOPLE.otherParent.id, PEOPLE.advocate.id],
});
/** On the line of the quiet word, the microphone on. */
export const ON_WHISPER: RoomCall = sampleCall({
  microphone: { on: false, allowed: false, trouble: null },
  whisper: {
    phase: "connected",
    soundBlocked: false,
    microphone: { on: true, allowed: true, trouble: null },
  },
});

export function supportScreens(): readonly RoomScreenState[] {
  return [
    room("whisper-may-ask", MAY_ASK),
    room("whisper-has-asked", HAS_ASKED),
    room("whisper-is-asked", IS_ASKED),
    room("whisper-running", WHISPERING, [], ON_WHISPER),
    room("whisper-bystander", OTHERS_WHISPER),
    room("whisper-people", OTHERS_WHISPER, ["People"]),
  ];
}

/** The room on a weak line, and when somebody chose to use less data. */
import type { RoomCall } from "../../client/pages/room/room-call.ts";
import { room, type RoomScreenState } from "./room-screen-state.ts";
import { JOINT, sampleCall, SAMPLE_CARE, SAMPLE_DEVICES } from "./sample-room.ts";
import { sampleId } from "./sample-views.ts";

const NO_CAMERA = { camera: { on: false, allowed: false, trouble: null } } as const;
export const TYPING: Partial<RoomCall> = {
  ...NO_CAMERA,
  microphone: { on: false, allowed: false, trouble: null },
  phase: "typing",
  heard: new Map(),
};

export const OFFERED = {
  kind: "offered",
  label: "Kitchen headphones",
  microphone: "m",
  speaker: "s",
} as const;

/** The call of the samples, with these ears' lines weak and these pictures left. */
function heardWith(weak: readonly number[], pictures: readonly number[]): RoomCall["heard"] {
  const ears = [0, 2, 3, 4].map((number) => [number, sampleId("ear", number)] as const);
  const { heard } = sampleCall();
  return new Map(
    ears.flatMap(([number, ear]) => {
      const one = heard.get(ear);
      if (one === undefined) return [];
      const picture = pictures.includes(number) ? one.picture : null;
      return [[ear, { ...one, picture, weak: weak.includes(number) }] as const];
    }),
  );
}

export function lineScreens(): readonly RoomScreenState[] {
  const weak = { ...SAMPLE_CARE, lowered: true, weak: true } as const;
  return [
    room("line-weak-tile", JOINT, [], { heard: heardWith([0, 4], [0, 4]) }),
    room("line-one-face", JOINT, [], {
      heard: heardWith([], [0]),
      care: { ...weak, rung: "oneFace" },
    }),
    room("line-sound", JOINT, [], {
      ...NO_CAMERA,
      heard: heardWith([], []),
      care: { ...weak, rung: "sound" },
    }),
    room("line-sound-chosen", JOINT, [], {
      ...NO_CAMERA,
      heard: heardWith([], []),
      care: { ...SAMPLE_CARE, rung: "sound", limit: "sound" },
    }),
    room("line-typing", JOINT, [], { ...TYPING, care: { ...weak, rung: "typing" } }),
    room("line-less-data", JOINT, ["More"]),
    room("line-sound-stopped", JOINT, [], { soundStopped: true }),
    room("line-mic-silent", JOINT, [], {
      microphone: { on: true, allowed: true, trouble: null },
      deviceCare: { ...SAMPLE_DEVICES, silent: true },
    }),
    room("line-device-offered", JOINT, [], { deviceCare: { ...SAMPLE_DEVICES, news: OFFERED } }),
    room("line-device-switched", JOINT, [], {
      deviceCare: {
        ...SAMPLE_DEVICES,
        news: { kind: "switched", device: "microphone", label: "MacBook Pro Microphone" },
      },
    }),
    room("line-battery", JOINT, [], { care: { ...SAMPLE_CARE, batteryLow: true } }),
  ];
}

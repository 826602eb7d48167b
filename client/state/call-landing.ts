/**
 * How microphone and camera start when a room is reached. Pure: it never turns a device on that
 * nobody asked for, so whatever is not known lands off (ROOM-9, UI-51).
 */
import type { RoomView } from "#shared/contract/view.ts";
import type { SeatId } from "#shared/core/ids.ts";

type Landings = RoomView["landing"];

/** What this browser remembers of its last place, for a page that is loaded again. */
export type Memory = {
  readonly generation: number;
  readonly microphone: boolean;
  readonly camera: boolean;
  /** Milliseconds since 1970 when the page was left; null while it is open, or was killed. */
  readonly leftAt: number | null;
};

export type Switches = { readonly microphone: boolean; readonly camera: boolean };

/** Milliseconds after which a page that comes back is no longer "the page just loaded again". */
export const RELOAD_WINDOW = 120_000;

const OFF: Switches = { microphone: false, camera: false };

function freshSwitches(memory: Memory | null, now: number): Switches {
  if (memory?.leftAt == null || now - memory.leftAt > RELOAD_WINDOW) return OFF;
  const { microphone, camera } = memory;
  return { microphone, camera };
}

/** What starts on after a move, `before` being how the switches stood in the room left. */
export function landAfterMove(landing: Landings, before: Switches): Switches {
  const land = (kind: keyof Switches): boolean =>
    landing[kind] === "asBefore" ? before[kind] : landing[kind] === "on";
  return { microphone: land("microphone"), camera: land("camera") };
}

/**
 * What starts on when this page sees its first room. The landing counts once: a page loaded
 * again in the same place goes on as it was, if that was a moment ago, else it starts off.
 */
export function landAtLoad(
  room: Pick<RoomView, "generation" | "landing">,
  memory: Memory | null,
  now: number,
): Switches {
  const before = freshSwitches(memory, now);
  return memory?.generation === room.generation ? before : landAfterMove(room.landing, before);
}

/** Reads what `JSON.stringify` of a Memory gave; anything else is no memory. */
export function readMemory(text: string | null): Memory | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    if (!("generation" in value) || !("leftAt" in value)) return null;
    if (!("microphone" in value) || !("camera" in value)) return null;
    const { generation, microphone, camera, leftAt } = value;
    if (typeof generation !== "number" || typeof microphone !== "boolean") return null;
    if (typeof camera !== "boolean" || (leftAt !== null && typeof leftAt !== "number")) return null;
    return { generation, microphone, camera, leftAt };
  } catch {
    return null;
  }
}

/** The memory of one seat, in this browser. Without storage the page starts off: the safe way. */
export class CallMemory {
  readonly #key: string;

  constructor(seat: SeatId) {
    this.#key = `accord:${seat}:call`;
  }

  read(): Memory | null {
    try {
      return readMemory(localStorage.getItem(this.#key));
    } catch {
      return null;
    }
  }

  keep(memory: Memory): void {
    try {
      localStorage.setItem(this.#key, JSON.stringify(memory));
    } catch {
      return;
    }
  }
}

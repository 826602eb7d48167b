/** Whether a room is encrypted, who is left out of it, and what the mediator sees of both. */
import type { PersonLine } from "./view.ts";

export type RoomEncryption = {
  /**
   * Whether sound and picture go encrypted from browser to browser: as long as every browser in
   * the room can, or always where the meeting demands it. All in it send the same way, so that
   * all hear each other (VIDEO-55).
   */
  readonly encrypted: boolean;
  /** The meeting demands encryption, and the viewer's browser cannot: no sound and no picture. */
  readonly leftOut: boolean;
};

export type MediatorEncryption = {
  readonly demanded: boolean;
  /** People have come in: from now on it can be demanded, but no longer be taken back. */
  readonly begun: boolean;
  /** Whose page cannot encrypt: they have, or would have, no sound and no picture. */
  readonly cannot: readonly PersonLine[];
};

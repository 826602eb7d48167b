/**
 * A small server with only the gate in it, in front of a real LiveKit. Who may be where is a map
 * that the test writes; what app.ts checks before the gate (origin, cookie) is not here.
 */
import { once } from "node:events";
import { createServer } from "node:http";

import { pino } from "pino";

import { isId } from "#shared/core/ids.ts";
import type { EarId, OpeningId, SeatId } from "#shared/core/ids.ts";

import { createLiveKitVideo } from "../../server/adapters/livekit.ts";
import type { MediaSource, Video } from "../../server/ports.ts";
import { newId } from "../../server/random-ids.ts";
import { createGate } from "../../server/video/gate.ts";
import type { Gate } from "../../server/video/gate.ts";
import { createGateLine } from "./gate-line.ts";
import type { GateLine } from "./gate-line.ts";
import type { LiveKitAccess } from "./livekit-server.ts";
import { joinWithTone } from "./tones.ts";
import type { ToneParticipant } from "./tones.ts";

export type Right = {
  readonly opening: OpeningId;
  readonly ear: EarId;
  readonly sources: readonly MediaSource[];
};

export type GateStand = {
  readonly url: string;
  readonly gate: Gate;
  readonly video: Video;
  /** Who may be where now. */
  readonly rights: Map<SeatId, Right>;
  /** Everything logged so far, as JSON lines. */
  logged(): string;
  /** Awaited by every look-up of a right, before it answers. */
  beforeAnswer: () => Promise<void>;
  /** A right to microphone and camera in this opening for a new seat. */
  seat(opening: OpeningId): { readonly seat: SeatId; readonly ear: EarId };
  line(seat: SeatId, ear: EarId): Promise<GateLine>;
  join(seat: SeatId, ear: EarId, toneHz: number): Promise<Joined>;
  close(): Promise<void>;
};
export type Joined = { readonly line: GateLine; readonly person: ToneParticipant };

export function chanceInstallation(): string {
  return newId("case").slice(4);
}

export async function createGateStand(
  access: LiveKitAccess,
  tones: readonly number[],
  livekitUrl = access.url,
): Promise<GateStand> {
  const video = createLiveKitVideo({ ...access, installation: chanceInstallation() });
  const rights = new Map<SeatId, Right>();
  const lines = new Set<GateLine>();
  let log = "";
  const logger = pino({ level: "trace" }, { write: (text: string) => void (log += text) });
  const gate = createGate({
    livekitUrl,
    log: logger,
    allow: async (seat) => {
      const right = rights.get(seat);
      const token = right && (await video.token(right.opening, right));
      await stand.beforeAnswer();
      return right === undefined || token === undefined ? null : { ...right, token };
    },
  });
  const server = createServer((request, response) => {
    const [seat, rest] = split(request.url);
    if (seat === null) response.writeHead(400).end();
    else void gate.request(request, response, seat, rest);
  });
  server.on("upgrade", (request, socket, head) => {
    const [seat, rest] = split(request.url);
    if (seat === null) socket.destroy();
    else gate.upgrade(request, socket, head, seat, rest);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${String(address.port)}`;

  const stand: GateStand = {
    url,
    gate,
    video,
    rights,
    logged: () => log,
    beforeAnswer: () => Promise.resolve(),
    seat(opening) {
      const [seat, ear] = [newId("seat"), newId("ear")];
      rights.set(seat, { opening, ear, sources: ["microphone", "camera"] });
      return { seat, ear };
    },
    async line(seat, ear) {
      const path = `/s/${seat}/video/${ear}`;
      const line = await createGateLine({ target: url, path, headers: { cookie: "seat=secret" } });
      lines.add(line);
      return line;
    },
    async join(seat, ear, toneHz) {
      const line = await stand.line(seat, ear);
      const person = await joinWithTone({ url: line.url, token: "x", toneHz, tones });
      return { line, person };
    },
    async close() {
      gate.close();
      for (const line of lines) await line.close();
      for (const opening of await video.rooms()) await video.closeRoom(opening);
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return stand;
}

function split(url = ""): [SeatId | null, string] {
  const found = /^\/s\/([^/]+)\/video(\/.*)$/u.exec(url);
  const seat = found?.[1] ?? "";
  return [isId("seat", seat) ? seat : null, found?.[2] ?? ""];
}

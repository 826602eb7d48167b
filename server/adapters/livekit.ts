/**
 * The Video port over a LiveKit server. Rooms are named after this installation and the
 * opening, so that two installations on one LiveKit never touch each other's. It must never
 * put a name, metadata or an administrator's right into a token.
 */
import {
  AccessToken,
  ParticipantInfo_State,
  RoomServiceClient,
  ServerError,
  TrackSource,
} from "livekit-server-sdk";
import type { ParticipantInfo, VideoGrant } from "livekit-server-sdk";

import { isId } from "#shared/core/ids.ts";
import type { CheckId, EarId, OpeningId } from "#shared/core/ids.ts";

import type { MediaSource, PracticeRooms, PresentEar, Video } from "../ports.ts";

/** Seconds. We delete rooms, LiveKit does not. */
const ROOM_LIFE = 86_400;
/** Far above any meeting of ours; it only bounds what a leaked key could do. */
const ROOM_SIZE = 60;
/** Seconds. A practice room goes by itself when its server was killed. */
const PRACTICE_LIFE = 30;
/** Seconds; on loopback a call takes some 10 ms. */
const CALL_LIMIT = 2;
/** Seconds. The gate uses a token within milliseconds of asking for it. */
const TOKEN_LIFE = 10;
/** LiveKit's number for a person, as against recorders, agents, telephones and bridges. */
const STANDARD_KIND = 0;

const SOURCES: Readonly<Record<MediaSource, TrackSource>> = {
  microphone: TrackSource.MICROPHONE,
  camera: TrackSource.CAMERA,
};
const SOURCE_NAMES: ReadonlyMap<TrackSource, string> = new Map([
  [TrackSource.MICROPHONE, "microphone"],
  [TrackSource.CAMERA, "camera"],
  [TrackSource.SCREEN_SHARE, "screen"],
  [TrackSource.SCREEN_SHARE_AUDIO, "screenSound"],
]);

export type LiveKitOptions = {
  /** `ws:`, `wss:`, `http:` or `https:`. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Unique to this installation and kept by it: 1 to 40 of a-z and 0-9. */
  readonly installation: string;
};

/** Every call rejects within two seconds when LiveKit cannot be reached or does not answer. */
export function createLiveKitVideo(options: LiveKitOptions): Video {
  const { url, apiKey, apiSecret, installation } = options;
  if (!/^[a-z0-9]{1,40}$/u.test(installation)) throw new Error("not a name of an installation");
  const api = new RoomServiceClient(url.replace(/^ws/u, "http"), apiKey, apiSecret, {
    requestTimeout: CALL_LIMIT,
    failover: false,
  });
  const prefix = `${installation}-`;
  const nameOf = (opening: OpeningId) => `${prefix}${opening}`;

  return {
    async openRoom(opening) {
      await api.createRoom({
        name: nameOf(opening),
        emptyTimeout: ROOM_LIFE,
        departureTimeout: ROOM_LIFE,
        maxParticipants: ROOM_SIZE,
      });
    },

    async closeRoom(opening) {
      await orIfMissing(api.deleteRoom(nameOf(opening)), undefined);
    },

    async rooms() {
      const all = await api.listRooms();
      return all
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ name }) => name.slice(prefix.length))
        .filter((name) => isId("opening", name));
    },

    async present(opening) {
      return (await participantsIn(api, nameOf(opening))).map(presentEar);
    },

    async remove(opening, ear) {
      const removed = api.removeParticipant(nameOf(opening), ear).then(() => "removed" as const);
      return orIfMissing(removed, "absent" as const);
    },

    async allow(opening, ear, sources) {
      const permission = {
        canSubscribe: true,
        canPublish: sources.length > 0,
        canPublishSources: sources.map((source) => SOURCES[source]),
        canPublishData: false,
        canUpdateMetadata: false,
      };
      await orIfMissing(api.updateParticipant(nameOf(opening), ear, { permission }), undefined);
    },

    async mute(opening, ear) {
      const room = nameOf(opening);
      const person = (await participantsIn(api, room)).find(({ identity }) => identity === ear);
      const open = person?.tracks.filter(
        ({ source, muted }) => source === TrackSource.MICROPHONE && !muted,
      );
      for (const { sid } of open ?? []) {
        await orIfMissing(api.mutePublishedTrack(room, ear, sid, true), undefined);
      }
    },

    token(opening, { ear, sources }) {
      return joinToken(options, ear, {
        room: nameOf(opening),
        canSubscribe: true,
        canPublish: sources.length > 0,
        canPublishSources: sources.map((source) => SOURCES[source]),
      });
    },

    practice: practiceRooms(api, prefix, options),
  };
}

function joinToken(
  { apiKey, apiSecret }: LiveKitOptions,
  ear: EarId,
  grant: Pick<VideoGrant, "room" | "canSubscribe" | "canPublish" | "canPublishSources">,
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { identity: ear, ttl: TOKEN_LIFE });
  const never = { canPublishData: false, canUpdateOwnMetadata: false };
  token.addGrant({ roomJoin: true, ...grant, ...never });
  return token.toJwt();
}

function practiceRooms(
  api: RoomServiceClient,
  prefix: string,
  options: LiveKitOptions,
): PracticeRooms {
  const nameOf = (check: CheckId) => `${prefix}${check}`;
  return {
    async open(check) {
      await api.createRoom({
        name: nameOf(check),
        emptyTimeout: PRACTICE_LIFE,
        departureTimeout: PRACTICE_LIFE,
        maxParticipants: 1,
      });
    },

    async close(check) {
      await orIfMissing(api.deleteRoom(nameOf(check)), undefined);
    },

    async rooms() {
      const all = await api.listRooms();
      return all
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ name }) => name.slice(prefix.length))
        .filter((name) => isId("check", name));
    },

    token(check, ear) {
      return joinToken(options, ear, {
        room: nameOf(check),
        canSubscribe: false,
        canPublish: true,
        canPublishSources: [TrackSource.MICROPHONE],
      });
    },
  };
}

async function participantsIn(api: RoomServiceClient, room: string): Promise<ParticipantInfo[]> {
  return orIfMissing(api.listParticipants(room), []);
}

/** The answer, or `missing` when LiveKit says that there is no such room, person or track. */
async function orIfMissing<T, M>(answer: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ServerError && error.code === "not_found") return missing;
    throw error;
  }
}

function presentEar({ identity, kind, state, permission }: ParticipantInfo): PresentEar {
  const kindNumber: number = kind;
  const allowed = permission?.canPublish === true ? permission.canPublishSources : null;
  const names = allowed?.map((source) => SOURCE_NAMES.get(source) ?? "unknown") ?? [];
  return {
    ear: identity,
    hidden: kindNumber !== STANDARD_KIND || permission?.hidden === true,
    connected: state === ParticipantInfo_State.ACTIVE,
    sources: allowed?.length === 0 ? ["any"] : names,
  };
}

/**
 * Tries one transport to our own video server: a line of its own, on which only that transport
 * is offered, sends a made-up sound. "Passed" is what the browser's own figures and the video
 * server's receipt say together; it never guesses from what was offered.
 */
import type { Room } from "livekit-client";
import { type LiveKit, loadVideo } from "./call-kit.ts";

/** `tls`: by way of the relay, which looks like any web page to a firewall. */
export type Transport = "udp" | "tcp" | "tls";

export type Probed = {
  /** `unmade`: it could not be tried, for the reason in `why`. */
  readonly outcome: "passed" | "blocked" | "unmade";
  readonly why: "noServer" | "notOffered" | "unsupported" | null;
  /** Where the video server waits, as `203.0.113.7:7882`. */
  readonly places: readonly string[];
  /** Milliseconds there and back, once it passed. */
  readonly ms: number | null;
};

/** What one line learned for the next: the relay is named in the answer to a join. */
export type Relays = readonly RTCIceServer[];

/** Milliseconds for one join. A network that drops packets says nothing, so it takes all of them. */
const JOIN_LIMIT = 8000;
/** Milliseconds for the first receipt; the video server sends one about each second. */
const RECEIPT_LIMIT = 6000;
const LOOK_AGAIN = 150;

type Candidate = { readonly transport: string; readonly place: string };

/** `candidate:1 1 udp 2130706431 127.0.0.1 7882 typ host` */
function read(line: string): Candidate | null {
  const [, , transport, , address, port] = line.split(" ");
  if (transport === undefined || address === undefined) return null;
  const host = address.includes(":") ? `[${address}]` : address;
  return { transport: transport.toLowerCase(), place: `${host}:${port ?? ""}` };
}

/**
 * Lets only one transport's candidates through, both ways, and notes where the server waits.
 * Through the relay it is the browser's own policy that lets nothing else through.
 */
function offerOnly(room: Room, transport: Transport, places: Set<string>): void {
  const { client } = room.engine;
  if (transport === "tls") return;
  const fits = (line: string | undefined): boolean => read(line ?? "")?.transport === transport;
  const send = client.sendIceCandidate.bind(client);
  client.sendIceCandidate = (candidate, target) =>
    fits(candidate.candidate) ? send(candidate, target) : Promise.resolve();
  between<NonNullable<Client["onTrickle"]>>(client, "onTrickle", (take) => (candidate, target) => {
    if (!fits(candidate.candidate)) return;
    const place = read(candidate.candidate ?? "")?.place;
    if (place !== undefined) places.add(place);
    take(candidate, target);
  });
  // Later offers and answers name all candidates once more, in their own text.
  const within = <D extends { sdp?: string }>(description: D): D => {
    const lines = (description.sdp ?? "").split("\r\n");
    const kept = lines.filter((line) => !line.startsWith("a=candidate:") || fits(line.slice(2)));
    return { ...description, sdp: kept.join("\r\n") };
  };
  const offer = client.sendOffer.bind(client);
  client.sendOffer = (description, id) => {
    offer(within({ type: description.type, sdp: description.sdp ?? "" }), id);
  };
  between<NonNullable<Client["onAnswer"]>>(client, "onAnswer", (take) => (answer, ...rest) => {
    take(within(answer), ...rest);
  });
}

type Client = Room["engine"]["client"];

/** Stands before a listener that livekit-client sets later, at each join. */
function between<F>(client: Client, name: keyof Client, wrap: (take: F) => F): void {
  let wrapped: F | undefined;
  Object.defineProperty(client, name, {
    configurable: true,
    set(take: F | undefined) {
      wrapped = take === undefined ? undefined : wrap(take);
    },
    get: () => wrapped,
  });
}

function relaysOf(room: Room): Relays {
  return (room.engine.latestJoinResponse?.iceServers ?? []).map(
    ({ urls, username, credential }) => ({ urls, username, credential }),
  );
}

/** Only those that a firewall takes for a web page, each as `turn.example.org:443`. */
function secureRelays(relays: Relays): { servers: RTCIceServer[]; places: string[] } {
  const servers = relays.flatMap((one) => {
    const urls = [one.urls].flat().filter((url) => url.startsWith("turns:"));
    return urls.length === 0 ? [] : [{ ...one, urls }];
  });
  const places = servers.flatMap(({ urls }) =>
    [urls].flat().map((url) => url.replace(/^turns:/u, "").replace(/\?.*$/u, "")),
  );
  return { servers, places };
}

/** A sound that nobody hears: the room is for one. */
function madeUpSound(): { track: MediaStreamTrack; end: () => void } | null {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const out = context.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  const end = (): void => void context.close();
  const track = out.stream.getAudioTracks()[0];
  if (track !== undefined) return { track, end };
  end();
  return null;
}

/** One entry of the browser's figures; which fields it has depends on its kind. */
type Figure = {
  readonly id: string;
  readonly type: string;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly protocol?: string;
  readonly relayProtocol?: string;
  readonly candidateType?: string;
  readonly currentRoundTripTime?: number;
  readonly selectedCandidatePairId?: string;
};

type Seen = { readonly way: Transport | "relay" | null; readonly ms: number | null };

/** Which way the packets go now, and whether the server said that it got them. */
function seenIn(figures: readonly Figure[]): Seen & { readonly receipt: boolean } {
  const selected = figures.find(({ type }) => type === "transport")?.selectedCandidatePairId;
  // Firefox names no selected pair; of pairs that were tried more than one may be nominated.
  const pair = figures.find(({ id, type, state, nominated }) =>
    selected === undefined
      ? type === "candidate-pair" && state === "succeeded" && nominated === true
      : id === selected,
  );
  const local = figures.find(({ id }) => id === pair?.localCandidateId);
  const receipt = figures.some(({ type }) => type === "remote-inbound-rtp");
  const seconds = pair?.currentRoundTripTime;
  const ms = seconds === undefined ? null : Math.round(seconds * 1000);
  if (local?.candidateType === "relay" || local?.relayProtocol !== undefined) {
    // A browser that does not name it was given no relay but this kind.
    const secure = (local.relayProtocol ?? "tls") === "tls";
    return { way: secure ? "tls" : "relay", ms, receipt };
  }
  const protocol = local?.protocol;
  return { way: protocol === "udp" || protocol === "tcp" ? protocol : null, ms, receipt };
}

async function figuresOf(room: Room): Promise<readonly Figure[]> {
  const report = await room.engine.pcManager?.publisher.getStats();
  const figures: Figure[] = [];
  report?.forEach((figure: Figure) => figures.push(figure));
  return figures;
}

/** Resolves with what was seen when the receipt came, or with null when it never did. */
async function received(room: Room): Promise<Seen | null> {
  const deadline = performance.now() + RECEIPT_LIMIT;
  while (performance.now() < deadline) {
    const seen = seenIn(await figuresOf(room));
    if (seen.receipt) return seen;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
  return null;
}

async function sendSound(kit: LiveKit, room: Room): Promise<Seen | null> {
  const sound = madeUpSound();
  if (sound === null) return null;
  try {
    const source = kit.Track.Source.Microphone;
    await room.localParticipant.publishTrack(sound.track, { source, dtx: false, red: false });
    return await received(room);
  } finally {
    sound.end();
  }
}

type Trial = { readonly url: string; readonly transport: Transport; readonly relays: Relays };

async function tryLine(
  kit: LiveKit,
  room: Room,
  { url, transport, relays }: Trial,
): Promise<Probed> {
  const places = new Set<string>();
  const { servers, places: relayPlaces } = secureRelays(relays);
  if (transport === "tls") for (const place of relayPlaces) places.add(place);
  const reached = new Set<"signalling">();
  room.once(kit.RoomEvent.SignalConnected, () => {
    reached.add("signalling");
  });
  offerOnly(room, transport, places);
  const answer = (outcome: Probed["outcome"], rest: Partial<Probed> = {}): Probed => {
    const found = [...places];
    return { outcome, why: null, ms: null, places: found, ...rest };
  };
  const rtcConfig: RTCConfiguration =
    transport === "tls" ? { iceServers: servers, iceTransportPolicy: "relay" } : { iceServers: [] };
  try {
    await room.connect(url, "check", {
      maxRetries: 0,
      websocketTimeout: JOIN_LIMIT,
      peerConnectionTimeout: JOIN_LIMIT,
      rtcConfig,
    });
    const seen = await sendSound(kit, room);
    return seen?.way === transport ? answer("passed", { ms: seen.ms }) : answer("blocked");
  } catch {
    if (!reached.has("signalling")) return answer("unmade", { why: "noServer" });
    return places.size === 0 ? answer("unmade", { why: "notOffered" }) : answer("blocked");
  }
}

/** Tries one transport; never rejects. `relays` are those that an earlier line was told of. */
export async function probe(trial: Trial): Promise<Probed & { readonly relays: Relays }> {
  const unmade = { outcome: "unmade", places: [], ms: null, relays: trial.relays } as const;
  if (!("RTCPeerConnection" in globalThis)) return { ...unmade, why: "unsupported" };
  if (trial.transport === "tls" && secureRelays(trial.relays).servers.length === 0) {
    return { ...unmade, why: "notOffered" };
  }
  const kit = await loadVideo().catch(() => null);
  if (kit === null) return { ...unmade, why: "noServer" };
  const room = new kit.Room({
    stopLocalTrackOnUnpublish: false,
    reconnectPolicy: { nextRetryDelayInMs: () => null },
  });
  try {
    const probed = await tryLine(kit, room, trial);
    const told = relaysOf(room);
    return { ...probed, relays: told.length > 0 ? told : trial.relays };
  } finally {
    await room.disconnect(false);
    room.removeAllListeners();
  }
}

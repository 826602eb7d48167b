/**
 * What a browser's own statistics say of a line, between two looks: how much went through, and
 * how much of the sound was lost. Pure; whatever a browser does not tell counts as not known.
 */
import type { LineSample } from "./ladder.ts";

type Counted = {
  readonly way: "in" | "out";
  readonly audio: boolean;
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
};

/** All counters by their id, and what is only true at that moment. */
export type LineCounts = {
  readonly flows: ReadonlyMap<string, Counted>;
  /** Share of one's own sound that did not arrive, as the other end says. */
  readonly lostOut: number | null;
  readonly upward: number | null;
};

export type Flow = {
  readonly bytes: number;
  readonly received: number;
  readonly lost: number;
  readonly lostOut: number | null;
  readonly upward: number | null;
};

/** Bytes round each packet that no counter of a browser holds: IP, UDP and the seal of SRTP. */
const AROUND = 38;
/** Packets of sound from which a share means something: half a second of one voice. */
const ENOUGH = 25;

type Entry = Readonly<Record<string, unknown>>;

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null;
}

function number(entry: Entry, key: string): number {
  const value = entry[key];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function countedIn(entry: Entry): Counted | null {
  const audio = entry["kind"] === "audio";
  if (entry["type"] === "inbound-rtp") {
    const packets = number(entry, "packetsReceived");
    const bytes = number(entry, "bytesReceived") + number(entry, "headerBytesReceived");
    const lost = number(entry, "packetsLost");
    return { way: "in", audio, packets, lost, bytes: bytes + packets * AROUND };
  }
  if (entry["type"] !== "outbound-rtp") return null;
  const packets = number(entry, "packetsSent");
  const bytes = number(entry, "bytesSent") + number(entry, "headerBytesSent");
  return { way: "out", audio, packets, lost: 0, bytes: bytes + packets * AROUND };
}

/** `reports`: what each track's sender or receiver tells. The same counter may stand in several. */
export function countsIn(reports: readonly Iterable<unknown>[]): LineCounts {
  const flows = new Map<string, Counted>();
  let lostOut: number | null = null;
  let upward: number | null = null;
  for (const entry of reports.flatMap((report) => [...report])) {
    if (!isEntry(entry)) continue;
    const counted = countedIn(entry);
    if (counted !== null) flows.set(String(entry["id"]), counted);
    if (entry["type"] === "remote-inbound-rtp" && entry["kind"] === "audio") {
      lostOut = number(entry, "fractionLost");
    }
    const free = number(entry, "availableOutgoingBitrate");
    if (entry["type"] === "candidate-pair" && free > 0) upward = free;
  }
  return { flows, lostOut, upward };
}

/** A counter that was not there before began at nothing. */
export function flowBetween(before: LineCounts | null, now: LineCounts): Flow {
  let [bytes, received, lost] = [0, 0, 0];
  let sendsPicture = false;
  for (const [id, counted] of now.flows) {
    const earlier = before?.flows.get(id);
    const more = Math.max(0, counted.bytes - (earlier?.bytes ?? 0));
    bytes += more;
    if (counted.way === "out" && !counted.audio && more > 0) sendsPicture = true;
    if (counted.way === "out" || !counted.audio) continue;
    received += Math.max(0, counted.packets - (earlier?.packets ?? 0));
    lost += Math.max(0, counted.lost - (earlier?.lost ?? 0));
  }
  // What could be sent is only measured while much is sent.
  const upward = sendsPicture ? now.upward : null;
  return { bytes, received, lost, lostOut: now.lostOut, upward };
}

export function sampleOf(flow: Flow, quality: LineSample["quality"]): LineSample {
  const due = flow.received + flow.lost;
  const lostIn = due < ENOUGH ? null : flow.lost / due;
  const lost =
    lostIn === null || flow.lostOut === null
      ? (lostIn ?? flow.lostOut)
      : Math.max(lostIn, flow.lostOut);
  return { quality, lost, upward: flow.upward };
}

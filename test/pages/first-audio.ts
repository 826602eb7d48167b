/**
 * Put into a page before its own scripts, ours and the bare one alike: notes when a button was
 * last pressed, when each step of a connection came, and when each remote voice's first packet.
 * It changes nothing of the page.
 */
type Notes = {
  /** Sum of the energy of all sound that was decoded so far; what cannot be opened has none. */
  energy(): Promise<number>;
  /** Frames of all pictures that were received so far. */
  frames(): Promise<number>;
  /** The steps since `begin`, in `performance.now()`: each the first of its name. */
  stepsAfter(begin: number): Record<string, number>;
  /** `performance.now()` of the last click; null before the first. */
  press: number | null;
  /** Resolves with `performance.now()` of the first packet of a remote audio track after `begin`. */
  voiceAfter(begin: number): Promise<number>;
};
declare global {
  interface Window {
    accordNotes: Notes;
  }
}

const voices: number[] = [];
const waiting = new Set<() => void>();
const steps: { readonly name: string; readonly at: number }[] = [];
const step = (name: string): void => {
  steps.push({ name, at: performance.now() });
};
const peers = new Set<RTCPeerConnection>();
async function sumOfInbound(counter: string): Promise<number> {
  let sum = 0;
  for (const peer of peers) {
    for (const report of (await peer.getStats()).values()) {
      const one: unknown = report;
      if (typeof one !== "object" || one === null) continue;
      const counts = new Map<string, unknown>(Object.entries(one));
      const counted = counts.get(counter);
      if (counts.get("type") === "inbound-rtp" && typeof counted === "number") sum += counted;
    }
  }
  return sum;
}
const notes: Notes = {
  energy: () => sumOfInbound("totalAudioEnergy"),
  frames: () => sumOfInbound("framesReceived"),
  press: null,
  stepsAfter(begin) {
    const found: Record<string, number> = {};
    for (const { name, at } of steps) if (at > begin) found[name] ??= at;
    return found;
  },
  voiceAfter: (begin) =>
    new Promise((resolve) => {
      const look = () => {
        const found = voices.find((at) => at > begin);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    }),
};
window.accordNotes = notes;

addEventListener(
  "click",
  () => {
    notes.press = performance.now();
  },
  { capture: true },
);

const Plain = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Plain {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    step("peer");
    peers.add(this);
    this.addEventListener("connectionstatechange", () => {
      if (this.connectionState === "connected") step("media path");
    });
    this.addEventListener("track", ({ track }) => {
      if (track.kind !== "audio") return;
      const note = () => {
        voices.push(performance.now());
        for (const look of waiting) look();
      };
      // A track is born muted, and unmuted by its first packet.
      if (track.muted) track.addEventListener("unmute", note, { once: true });
      else note();
    });
  }
  override addTransceiver(media: MediaStreamTrack | string, init?: RTCRtpTransceiverInit) {
    if (media instanceof MediaStreamTrack) step("offered");
    return super.addTransceiver(media, init);
  }
};

const PlainSocket = window.WebSocket;
window.WebSocket = class extends PlainSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    if (!String(url).includes("/rtc")) return;
    step("dial");
    this.addEventListener("open", () => {
      step("let in");
    });
    this.addEventListener("message", () => {
      step("answer");
    });
  }
};

export {};

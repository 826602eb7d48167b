/**
 * Put into a page before its own scripts, ours and the bare one alike: notes when each remote
 * voice's first packet came, and when a button was last pressed. It changes nothing of the page.
 */
type Notes = {
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
const notes: Notes = {
  press: null,
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
};

export {};

/**
 * Three soft notes to check a speaker by, made here so that nothing is fetched. Played through
 * an audio element, because only that can be sent to a chosen speaker.
 */

/** Hertz: a rising C, E, G. */
const NOTES = [523.25, 659.25, 783.99];
/** Seconds of each note. */
const LENGTH = 0.45;
const RATE = 24_000;

/** Plays to the end. Rejects when the browser will not play, or not to that speaker. */
export async function playTestSound(speaker: string | null): Promise<void> {
  const address = URL.createObjectURL(new Blob([waveFile()], { type: "audio/wav" }));
  const player = new Audio(address);
  try {
    if (speaker !== null && "setSinkId" in player) await player.setSinkId(speaker);
    const ended = new Promise<void>((resolve, reject) => {
      player.addEventListener("ended", () => {
        resolve();
      });
      player.addEventListener("error", () => {
        reject(new Error("the notes do not play"));
      });
    });
    await player.play();
    await ended;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** 16 bit mono PCM in a RIFF header. */
function waveFile(): ArrayBuffer {
  const samples = Math.round(RATE * LENGTH) * NOTES.length;
  const file = new DataView(new ArrayBuffer(44 + samples * 2));
  const write = (at: number, word: string): void => {
    for (let place = 0; place < word.length; place += 1) {
      file.setUint8(at + place, word.charCodeAt(place));
    }
  };
  write(0, "RIFF");
  file.setUint32(4, 36 + samples * 2, true);
  write(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, RATE, true);
  file.setUint32(28, RATE * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  write(36, "data");
  file.setUint32(40, samples * 2, true);
  for (let place = 0; place < samples; place += 1) {
    file.setInt16(44 + place * 2, Math.round(sampleAt(place / RATE) * 0x7fff), true);
  }
  return file.buffer;
}

/** Each note swells in and fades, so that nothing clicks. */
function sampleAt(seconds: number): number {
  const within = seconds % LENGTH;
  const pitch = NOTES[Math.floor(seconds / LENGTH)] ?? 0;
  const swell = Math.min(1, within / 0.03) * Math.exp(-4 * within);
  return 0.35 * swell * Math.sin(2 * Math.PI * pitch * within);
}

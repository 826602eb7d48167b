/**
 * How loud a microphone is, for the meter of the device check. It listens and forgets: nothing
 * is kept and nothing leaves the browser.
 */

/** Milliseconds between two looks: quick enough to follow a voice, slow enough to read. */
const LOOK = 100;

export type LevelWatch = { readonly close: () => void };

/** Calls back with 0 (silent) to 1 (loud) until closed. Speech at a desk is about 0.4. */
export function watchLevel(track: MediaStreamTrack, onlevel: (level: number) => void): LevelWatch {
  const context = new AudioContext();
  const ear = context.createAnalyser();
  ear.fftSize = 2048;
  context.createMediaStreamSource(new MediaStream([track])).connect(ear);
  const samples = new Float32Array(ear.fftSize);
  const timer = setInterval(() => {
    ear.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    onlevel(levelOf(Math.sqrt(power)));
  }, LOOK);
  return {
    close: () => {
      clearInterval(timer);
      void context.close();
    },
  };
}

/** From the root mean square of the samples: -60 dB is 0, -10 dB and above is 1. */
export function levelOf(rootMeanSquare: number): number {
  if (rootMeanSquare <= 0) return 0;
  const decibels = 20 * Math.log10(rootMeanSquare);
  return Math.min(1, Math.max(0, (decibels + 60) / 50));
}

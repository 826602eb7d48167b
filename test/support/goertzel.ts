/** Which of some known tones are in a piece of sound: a Goertzel filter for each of them. */

/**
 * Amplitude, of 1 at most, from which a tone counts as there. People send theirs at 0.3, and it
 * arrives at that or not at all; a lost packet patched over on a busy machine splatters one tone
 * over its neighbours at 0.03 to 0.07.
 */
const THRESHOLD = 0.15;
const FULL_SCALE = 32_768;

/** The tones (Hz) of `candidates` found in `samples`; they should lie 100 Hz apart or more. */
export function tonesIn(
  samples: Int16Array,
  sampleRate: number,
  candidates: readonly number[],
): readonly number[] {
  return candidates.filter((tone) => amplitudeOf(samples, sampleRate, tone) > THRESHOLD);
}

/** Estimated amplitude of one tone under a Hann window, 0 to 1. */
function amplitudeOf(samples: Int16Array, sampleRate: number, tone: number): number {
  const { length } = samples;
  const step = (2 * Math.PI) / length;
  const coefficient = 2 * Math.cos((2 * Math.PI * tone) / sampleRate);
  let one = 0;
  let two = 0;
  for (let at = 0; at < length; at += 1) {
    const weight = 0.5 - 0.5 * Math.cos(step * at);
    const sum = ((samples[at] ?? 0) / FULL_SCALE) * weight + coefficient * one - two;
    two = one;
    one = sum;
  }
  const power = one * one + two * two - coefficient * one * two;
  // The window halves the gain, a real tone shares its power between two bins.
  return (Math.sqrt(Math.max(0, power)) * 4) / length;
}

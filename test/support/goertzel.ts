/**
 * Which of some known tones are in a piece of sound: a Goertzel filter for each of them, and one
 * on each side of it. A tone stands alone. What the receiver makes up for a late packet does not:
 * it throws one tone over its neighbours, up to a fifth of it (seen where only one was ever sent).
 */

/** Amplitude, of 1 at most, from which a tone can count: a tenth of what people send. */
const THRESHOLD = 0.03;
/** Hz to either side at which a tone that is really there leaves next to nothing. */
const ASIDE = 75;
/** How far a tone stands out of both its sides: real ones 100 times and more, splatter 3 at most. */
const STANDS_OUT = 6;
const FULL_SCALE = 32_768;

/**
 * The tones (Hz) of `candidates` found in `samples`. They should lie 130 Hz apart or more, and
 * `samples` be 40 ms or longer.
 */
export function tonesIn(
  samples: Int16Array,
  sampleRate: number,
  candidates: readonly number[],
): readonly number[] {
  const amplitude = (tone: number) => amplitudeOf(samples, sampleRate, tone);
  return candidates.filter((tone) => {
    const found = amplitude(tone);
    if (found <= THRESHOLD) return false;
    return found > STANDS_OUT * Math.max(amplitude(tone - ASIDE), amplitude(tone + ASIDE));
  });
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

/** Chance that can be had again: the same seed gives the same choices, on every machine. */

export type Chance = {
  /** From 0, below 1. */
  number(): number;
  flip(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** One of the list, each as likely as its weight. */
  weighted<T>(list: readonly [T, ...T[]], weight: (one: T) => number): T;
};

const TWO_TO_32 = 4_294_967_296;

/** `seed`: a whole number. The generator is Mulberry32. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const number = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_TO_32;
  };
  return {
    number,
    flip: (probability) => number() < probability,
    pick: (list) => list[Math.floor(number() * list.length)] ?? list[0],
    weighted(list, weight) {
      const total = list.reduce((sum, one) => sum + weight(one), 0);
      let left = number() * total;
      for (const one of list) {
        left -= weight(one);
        if (left < 0) return one;
      }
      return list[0];
    },
  };
}

/** The list when something is in it, else null; for `pick`. */
export function some<T>(list: readonly T[]): readonly [T, ...T[]] | null {
  const [first, ...rest] = list;
  return first === undefined ? null : [first, ...rest];
}

/**
 * Whether a meeting is still to come or runs late, looked at twice a minute. It gives words, no
 * seconds: nothing on a waiting page counts down.
 */

const LOOK = 30_000;
const MINUTE = 60_000;
/** A few minutes are not late; after some hours the time given is not today's any more. */
const LATE_FROM = 5 * MINUTE;
const LATE_UNTIL = 180 * MINUTE;

export type Timing = { readonly early: boolean; readonly late: boolean };

/** Minutes past the start decide: before it `early`, from 5 minutes to 3 hours after it `late`. */
export function timingAt(startsAt: string, now: number): Timing {
  const past = now - Date.parse(startsAt);
  return { early: past < 0, late: past >= LATE_FROM && past < LATE_UNTIL };
}

export function timing(startsAt: () => string): Timing {
  let now = $state(Date.now());
  $effect(() => {
    const timer = setInterval(() => {
      now = Date.now();
    }, LOOK);
    return () => {
      clearInterval(timer);
    };
  });
  const current = $derived(timingAt(startsAt(), now));
  return {
    get early() {
      return current.early;
    },
    get late() {
      return current.late;
    },
  };
}

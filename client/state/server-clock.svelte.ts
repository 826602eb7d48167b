/**
 * The time as the server has it, looked at a few times a minute. A phone's own clock may be
 * minutes wrong; what people told each other of time must be the same on every screen.
 */
const LOOK = 5000;

/** `ahead`: milliseconds by which the server's clock is ahead of this one. */
export function serverClock(ahead: () => number): { readonly now: number } {
  let own = $state(Date.now());
  $effect(() => {
    const timer = setInterval(() => {
      own = Date.now();
    }, LOOK);
    return () => {
      clearInterval(timer);
    };
  });
  return {
    get now() {
      return own + ahead();
    },
  };
}

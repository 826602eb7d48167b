/** Watches a value as a component would, outside any component. */

export function watched<T>(read: () => T): { latest(): T; end(): void } {
  let latest = read();
  const end = $effect.root(() => {
    $effect.pre(() => {
      latest = read();
    });
  });
  return { latest: () => latest, end };
}

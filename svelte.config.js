/** Svelte: runes everywhere, so that no component falls back to the older reactivity. */
export default { compilerOptions: { runes: true } };

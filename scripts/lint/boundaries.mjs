/**
 * Who may import what, as one table. Every file of shared, server and client has one kind,
 * by its path; an import that no row allows is an error, also a dynamic one.
 *   client -> shared <- server/{http,live,collab,video} -> execute -> store -> ports <- adapters
 */

/**
 * The kinds of files, by path from the project's root; the first that fits counts.
 * @type {[kind: string, pattern: string][]}
 */
const KINDS = [
  ["main", "server/{main,link,settings,audit,verify,open-store}.ts"],
  ["app", "server/{app,serve,meeting-video}.ts"],
  ["config", "server/config.ts"],
  ["base", "server/{ports,random-ids}.ts"],
  ["stored", "server/collab/{stored-document,agenda-start}.ts"],
  ["http", "server/http/**"],
  ["live", "server/live/**"],
  ["collab", "server/collab/**"],
  ["video", "server/video/**"],
  ["store", "server/store/**"],
  ["adapters", "server/adapters/**"],
  ["pdf", "server/pdf/**"],
  ["core", "server/*"],
  ["shared", "shared/**"],
  ["ui", "client/ui/**"],
  ["words", "client/words/**"],
  ["meeting", "client/meeting/**"],
  ["state", "client/state/**"],
  ["client", "client/**"],
];

const DOOR = ["base", "config", "core", "store", "pdf", "shared"];

/**
 * Each kind with the kinds it may import.
 * @type {Record<string, string[]>}
 */
const DIRECTIONS = {
  main: KINDS.map(([kind]) => kind).filter((kind) => kind !== "client"),
  app: ["app", "http", "live", "collab", "video", ...DOOR],
  config: [],
  base: ["base", "pdf", "shared"],
  http: ["http", ...DOOR],
  live: ["live", ...DOOR],
  collab: ["collab", "stored", ...DOOR],
  stored: ["base", "shared", "store"],
  video: ["video", ...DOOR],
  core: ["core", "stored", "base", "config", "store", "pdf", "shared"],
  store: ["store", "base", "shared"],
  adapters: ["adapters", "base", "shared", "store"],
  pdf: ["pdf", "base", "shared"],
  shared: ["shared"],
  ui: ["ui"],
  words: ["words", "shared"],
  meeting: ["meeting", "ui", "words"],
  state: ["state", "client", "words", "shared"],
  client: ["client", "ui", "words", "meeting", "state", "shared"],
};

/**
 * Libraries that belong to one place, with the only files that may import them.
 * @type {[libraries: string[], places: string[]][]}
 */
const OWNED = [
  [
    ["yjs", "y-protocols", "lib0", "y-websocket"],
    ["server/collab/**", "server/store/documents*.ts", "client/state/shared-text*"],
  ],
  [["fractional-indexing"], ["shared/meeting/order-keys.ts"]],
  [["livekit-server-sdk"], ["server/adapters/livekit*.ts"]],
  [["livekit-client"], ["client/state/{call,devices}*"]],
  [["kysely"], ["server/store/**", "server/adapters/{sqlite,postgres}*.ts"]],
  [["pg", "pg-*"], ["server/adapters/postgres*.ts"]],
  [["node:sqlite", "sqlite"], ["server/adapters/sqlite*.ts"]],
  [["socket.io"], ["server/live/**", "server/{app,main}.ts"]],
  [["socket.io-client"], ["client/live*.ts"]],
  [
    ["express", "helmet"],
    ["server/http/**", "server/{app,main}.ts"],
  ],
  [["ws"], ["server/{collab,video}/**", "server/{app,main}.ts"]],
  [
    ["@libpdf/core", "@myriaddreamin/*", "pkijs", "asn1js", "wawoff2"],
    ["server/pdf/**", "server/adapters/**"],
  ],
];

/**
 * The only libraries of these kinds, as they stand in the import; other kinds may have any.
 * @type {Record<string, string[]>}
 */
const LIBRARIES = {
  shared: ["zod/mini", "canonicalize"],
  ui: ["svelte", "svelte/*"],
  words: [],
  meeting: ["svelte", "svelte/*"],
};

const LIBRARY = { origin: ["external", "core"] };

const kind = (/** @type {string | string[]} */ kinds) => ({ file: { categories: kinds } });

const directions = Object.entries(DIRECTIONS).flatMap(([from, to]) =>
  to.length === 0 ? [] : [{ from: kind(from), allow: { to: kind(to) } }],
);

const libraries = [
  { allow: { to: { module: LIBRARY } } },
  ...Object.entries(LIBRARIES).flatMap(([from, sources]) => [
    {
      from: kind(from),
      disallow: { to: { module: LIBRARY } },
      message: `These are the only libraries here: ${sources.join(", ") || "none"}.`,
    },
    ...(sources.length === 0
      ? []
      : [
          { from: kind(from), allow: { to: { module: LIBRARY }, dependency: { source: sources } } },
        ]),
  ]),
];

const owned = OWNED.flatMap(([names, places]) => {
  const module = { origin: LIBRARY.origin, source: names };
  return [
    { disallow: { to: { module } }, message: `Only ${places.join(", ")} may import this.` },
    { from: { file: { path: places } }, allow: { to: { module } } },
  ];
});

/** Settings for eslint-plugin-boundaries. */
export const boundarySettings = {
  "boundaries/files": KINDS.map(([category, pattern]) => ({ category, pattern })),
  "boundaries/files-single-match": true,
};

/** Options of its rule `boundaries/dependencies`. */
export const boundaryOptions = {
  default: "disallow",
  checkAllOrigins: true,
  checkInternals: true,
  message: "A file of this kind does not import that: see scripts/lint/boundaries.mjs.",
  policies: [
    ...directions,
    // What the page gives by context includes the announcer, which state knows by its shape.
    { from: kind("state"), allow: { to: kind("ui"), dependency: { kind: "type" } } },
    // The room's parts are given values; of the core they know only what shape these have.
    { from: kind("meeting"), allow: { to: kind("shared"), dependency: { kind: "type" } } },
    ...libraries,
    {
      from: { file: { path: "shared/law/**" } },
      allow: { to: { module: LIBRARY }, dependency: { source: "temporal-polyfill" } },
    },
    ...owned,
  ],
};

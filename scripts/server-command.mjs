/**
 * How the server's process is begun, wherever it is: `npm start`, the tests, the bench. At rest
 * it must stay small, so what is young in its memory is kept in little room, and what Node made
 * of our TypeScript is kept for the next start.
 */
import { join } from "node:path";

import { ROOT } from "./project.mjs";

/** Arguments of Node. */
export const SERVER_ARGUMENTS = ["--max-semi-space-size=4", join(ROOT, "server/main.ts")];

/** Settings of Node itself; where the folder cannot be written Node does without. */
export const SERVER_ENVIRONMENT = {
  NODE_COMPILE_CACHE: join(ROOT, "node_modules/.cache/accord-code"),
};

/**
 * `npm run screens`: takes the walk and leaves a picture of each of its pages, at 390 px and
 * 1280 px, in docs/screens. The people in front of the cameras are drawn.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";

import { openStand } from "../support/journey/stand.ts";
import { Walk } from "../support/journey/walk.ts";

const FOLDER = join(import.meta.dirname, "../../docs/screens");

await rm(FOLDER, { recursive: true, force: true });
const walk = new Walk(await openStand({ pictures: FOLDER }));
try {
  await walk.takeAll((name) => process.stderr.write(`${name}\n`));
} finally {
  await walk.stand.stop();
}
process.stdout.write(`${String(walk.stand.survey.pages.length)} pages in docs/screens\n`);

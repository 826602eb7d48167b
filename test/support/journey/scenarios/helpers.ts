/** What the scenarios share: the end, and words that must not be on somebody's page. */
import { MEDIATOR_WORDS } from "../../../../client/words/en/mediator.ts";
import { PARTS_WORDS } from "../../../../client/words/en/room.ts";
import type { Stand } from "../stand.ts";
import type { Visitor } from "../visitor.ts";

/** The mediator ends the meeting; everybody reads the same words. */
export async function end({ people, survey }: Stand, how: string, title: string): Promise<void> {
  const { mediator, parent } = people;
  await mediator.open(PARTS_WORDS.people);
  await mediator.press(MEDIATOR_WORDS.end);
  await mediator.page.getByLabel(how, { exact: true }).check();
  await mediator.press(MEDIATOR_WORDS.endGo);
  for (const visitor of Object.values(people)) await visitor.sees(`${title}.`);
  await survey.look(`end-${how.toLowerCase().replaceAll(/[^a-z]+/gu, "-")}`, parent);
}

/** Throws when these words stand anywhere in the page, seen or not. */
export async function neverReads(visitor: Visitor, words: string): Promise<void> {
  if ((await visitor.page.content()).includes(words)) {
    throw new Error(`${visitor.name} can read "${words}"`);
  }
}

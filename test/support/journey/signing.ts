/** The walk's end: everybody signs, keeps the sealed paper, checks it, and the meeting is over. */
import { checkWords } from "../../../client/words/en/paper-check.ts";
import { MEDIATOR_WORDS } from "../../../client/words/en/mediator.ts";
import { PAPER_WORDS } from "../../../client/words/en/paper.ts";
import { PARTS_WORDS } from "../../../client/words/en/room.ts";
import { endedWords } from "../../../client/words/en/waiting.ts";
import type { Stand } from "./stand.ts";
import type { Visitor } from "./visitor.ts";

async function fillIn(visitor: Visitor, fullName: string, post: string | null): Promise<void> {
  await visitor.press(PAPER_WORDS.read);
  await visitor.write(PAPER_WORDS.typeName, fullName);
  if (post !== null) await visitor.write(PAPER_WORDS.post, post);
}

async function tickAndSubmit(visitor: Visitor): Promise<void> {
  await visitor.page.getByRole("checkbox").check();
  await visitor.press(PAPER_WORDS.submit);
}

/** Without the tick nothing is signed; a signature can be taken back; the mediator waits. */
export async function sign({ people, survey }: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = people;
  await mediator.sees(PAPER_WORDS.mediatorWaits);
  await advocate.sees(PAPER_WORDS.notASigner);
  await fillIn(officer, "Priya Shah", "SEND case officer");
  await officer.press(PAPER_WORDS.submit);
  await officer.sees(PAPER_WORDS.tickFirst);
  await survey.look("sign", officer);
  await parent.sees(PAPER_WORDS.signedOf(0, 3));
  await tickAndSubmit(officer);
  await parent.sees(PAPER_WORDS.signedOf(1, 3));
  await fillIn(parent, "Amara Bello", null);
  await tickAndSubmit(parent);
  await parent.press(PAPER_WORDS.withdraw);
  await officer.sees(PAPER_WORDS.signedOf(1, 3));
  await fillIn(parent, "Amara Bello", null);
  await tickAndSubmit(parent);
  await parent.find("button", PAPER_WORDS.withdraw).waitFor();
  await survey.look("signed", parent);
  await survey.look("mediator-signs-last", mediator);
  await fillIn(mediator, "Sam Carter", null);
  await tickAndSubmit(mediator);
}

/** The very same bytes for everybody; gives them. */
async function download({ people, survey }: Stand): Promise<Buffer> {
  const all = Object.values(people);
  for (const visitor of all) await visitor.reads(PAPER_WORDS.doneTitle);
  await survey.look("sealed", people.parent);
  const papers = [];
  for (const visitor of all) papers.push(await visitor.download(PAPER_WORDS.download));
  const [first] = papers;
  const codes = new Set(papers.map(({ sha256 }) => sha256));
  if (first === undefined || codes.size !== 1) throw new Error("not everybody got the same paper");
  if (!first.bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error("no PDF");
  return first.bytes;
}

async function bring(visitor: Visitor, paper: Buffer): Promise<void> {
  const choosing = visitor.page.waitForEvent("filechooser");
  await visitor.press(checkWords.choose);
  const chooser = await choosing;
  await chooser.setFiles({ name: "agreement.pdf", mimeType: "application/pdf", buffer: paper });
}

/** Everybody downloads the same sealed paper, and anybody can check it. */
export async function keepPaper(stand: Stand): Promise<void> {
  await checkPaper(stand, await download(stand));
}

/** Anybody can tell the paper from one of which a byte was changed, and from a stranger's. */
async function checkPaper(stand: Stand, paper: Buffer): Promise<void> {
  const visitor = await stand.stranger();
  await visitor.page.goto(`${stand.url}/paper`);
  await visitor.reads(checkWords.heading);
  await stand.survey.look("check", visitor);
  await bring(visitor, paper);
  await visitor.sees(checkWords.sealedTitle);
  await stand.survey.look("check-sealed", visitor);
  const changed = Buffer.from(paper);
  const middle = Math.floor(changed.length / 2);
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  await visitor.press(checkWords.another);
  await bring(visitor, changed);
  await visitor.sees(checkWords.changedTitle);
  await stand.survey.look("check-changed", visitor);
  await visitor.press(checkWords.another);
  await bring(visitor, Buffer.from("%PDF-1.7\nnot ours\n%%EOF\n"));
  await visitor.sees(checkWords.unknownTitle);
  await visitor.page.context().close();
}

/** The mediator ends the meeting; the paper is still there for everybody. */
export async function endMeeting({ people, survey }: Stand): Promise<void> {
  const { mediator, parent } = people;
  await mediator.open(PARTS_WORDS.people);
  await mediator.press(MEDIATOR_WORDS.end);
  await survey.look("end-dialog", mediator);
  await mediator.page.getByLabel(MEDIATOR_WORDS.endFinished, { exact: true }).check();
  await mediator.press(MEDIATOR_WORDS.endGo);
  for (const visitor of Object.values(people)) await visitor.reads(endedWords.heading);
  const { sha256 } = await parent.download(endedWords.download);
  if (sha256.length !== 64) throw new Error("no paper after the end");
  await survey.look("ended", parent);
}

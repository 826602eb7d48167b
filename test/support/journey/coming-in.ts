/** The walk from the link to the joint room: getting ready, waiting, being let in. */
import { frameWords } from "../../../client/words/en/frame.ts";
import { deviceWords } from "../../../client/words/en/devices.ts";
import { linkWords } from "../../../client/words/en/link.ts";
import { MEDIATOR_WORDS } from "../../../client/words/en/mediator.ts";
import {
  companyWords,
  nameWords,
  prepareWords,
  rulesWords,
} from "../../../client/words/en/prepare.ts";
import { calledWords, waitingWords } from "../../../client/words/en/waiting.ts";
import { BAR_WORDS, PARTS_WORDS, PLACE_WORDS, TILE_WORDS } from "../../../client/words/en/room.ts";
import type { Stand } from "./stand.ts";
import type { Visitor } from "./visitor.ts";

type Look = (page: string) => Promise<void>;
const NO_LOOK: Look = () => Promise.resolve();

/** Everybody opens their link and presses Continue; nobody can be seen or heard. */
export async function openLinks({ people, survey, linkOf, url }: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = people;
  await parent.page.goto(url);
  await survey.look("welcome", parent);
  for (const [visitor, role] of [
    [mediator, "mediator"],
    [parent, "parent"],
    [advocate, "advocate"],
    [officer, "LA officer"],
  ] as const) {
    await visitor.page.goto(linkOf(role));
    await visitor.reads(linkWords.heading);
    if (visitor === parent) await survey.look("link", parent);
    await visitor.press(linkWords.continue);
    await visitor.reads(nameWords.heading);
    await visitor.bandSays(frameWords.beforeHears);
  }
}

async function tellName(visitor: Visitor, look: Look): Promise<void> {
  await look("name");
  await visitor.write(nameWords.label, visitor.name);
  await visitor.press(prepareWords.goOn);
}

async function tellCompany(visitor: Visitor, company: string | null, look: Look): Promise<void> {
  await visitor.reads(companyWords.heading);
  if (company === null) {
    await visitor.find("radio", companyWords.alone).check();
  } else {
    await visitor.find("radio", companyWords.together).check();
    await look("company");
    await visitor.write(companyWords.label, company);
  }
  await visitor.press(prepareWords.goOn);
}

async function agreeToRules(visitor: Visitor, look: Look): Promise<void> {
  await visitor.reads(rulesWords.heading);
  await visitor.press(prepareWords.goOn);
  await visitor.sees(rulesWords.tickFirst);
  await look("rules");
  await visitor.tick(rulesWords.tick);
  await visitor.press(prepareWords.goOn);
}

async function checkDevices(visitor: Visitor, camera: boolean, look: Look): Promise<void> {
  await visitor.reads(deviceWords.heading);
  await look("check-hearing");
  await visitor.press(deviceWords.play);
  await visitor.press(deviceWords.yesHeard);
  await visitor.reads(deviceWords.inHeading);
  await visitor.press(deviceWords.turnOnMic);
  await visitor.sees(deviceWords.weHear);
  await look("check-mic");
  await visitor.press(deviceWords.next);
  await visitor.reads(deviceWords.pictureHeading);
  if (camera) {
    await visitor.press(deviceWords.turnOnCamera);
    await visitor.watches(deviceWords.yourPicture);
    await look("check-camera");
    await visitor.press(deviceWords.next);
  } else {
    await visitor.press(deviceWords.skip);
  }
  await visitor.reads(deviceWords.readyHeading);
  await look("check-ready");
}

export type Preparing = {
  readonly camera: boolean;
  readonly company: string | null;
  readonly look?: Look;
};

/** Name, who is beside me, the rules, the devices: up to the door. */
async function prepare(visitor: Visitor, ways: Preparing): Promise<void> {
  const look = ways.look ?? NO_LOOK;
  await tellName(visitor, look);
  await tellCompany(visitor, ways.company, look);
  await agreeToRules(visitor, look);
  await checkDevices(visitor, ways.camera, look);
}

/** The family and the council wait; each sees their own people only. */
export async function getReady({ people, survey }: Stand): Promise<void> {
  const { parent, advocate, officer } = people;
  await prepare(officer, { camera: true, company: null });
  await officer.press(deviceWords.arrive);
  await officer.sees(waitingWords.onlyYou);
  const look: Look = (page) => survey.look(page, parent);
  await prepare(parent, { camera: true, company: "my sister Ann", look });
  await parent.press(deviceWords.arrive);
  await parent.sees(waitingWords.onlyYou);
  await prepare(advocate, { camera: false, company: null });
  await advocate.press(deviceWords.arrive);
  await parent.reads(waitingWords.heading);
  const here = parent.page.getByRole("listitem");
  await here.getByText("Dan", { exact: true }).waitFor();
  await survey.look("waiting", parent);
}

/** The mediator goes straight to the joint room and sees who waits. */
export async function mediatorComes({ people, survey }: Stand): Promise<void> {
  const { mediator, parent } = people;
  await prepare(mediator, { camera: true, company: null });
  await mediator.press(deviceWords.arriveMediator);
  await mediator.bandSays(PLACE_WORDS.joint);
  await mediator.bandSays(PLACE_WORDS.alone);
  await mediator.open(PARTS_WORDS.people);
  await mediator.find("button", MEDIATOR_WORDS.letIn("Priya")).waitFor();
  await mediator.find("button", MEDIATOR_WORDS.letSideIn(["Amara", "Dan"])).waitFor();
  await survey.look("mediator-lets-in", mediator);
  await parent.bandSays(frameWords.waitingHears);
}

/** The council one by one, the family together; each goes in by a press of their own. */
export async function letIn({ people, survey }: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = people;
  await mediator.press(MEDIATOR_WORDS.letIn("Priya"));
  await officer.reads(calledWords.heading("Sam"));
  await parent.reads(waitingWords.heading);
  await officer.press(calledWords.join);
  await officer.bandSays(PLACE_WORDS.joint);
  await mediator.press(MEDIATOR_WORDS.letSideIn(["Amara", "Dan"]));
  await parent.reads(calledWords.heading("Sam"));
  await parent.sees("Priya");
  await survey.look("called", parent);
  for (const visitor of [parent, advocate]) {
    await visitor.press(calledWords.join);
    await visitor.bandSays(PLACE_WORDS.joint);
  }
}

/** All four are in the room, and whoever chose a camera is seen to move. */
export async function seeEachOther({ people, survey }: Stand): Promise<void> {
  const { mediator, parent, officer } = people;
  await mediator.press(BAR_WORDS.microphoneOn);
  await mediator.press(BAR_WORDS.cameraOn);
  const filmed = [mediator, parent, officer];
  for (const visitor of Object.values(people)) {
    const others = filmed.filter((one) => one !== visitor);
    await visitor.watches(...others.map(({ name }) => TILE_WORDS.pictureOf(name)));
    await visitor.sees(/with my sister Ann/u);
  }
  await survey.look("joint-room", officer);
  await survey.look("joint-room-mediator", mediator);
}

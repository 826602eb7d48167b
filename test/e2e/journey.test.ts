/**
 * The walk of a whole mediation in four real browsers with real video, from the links that
 * `npm start` prints to the sealed paper. One story: each step stands on the one before.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import { openStand } from "../support/journey/stand.ts";
import { Walk } from "../support/journey/walk.ts";

/** Pages looked at on the way, each at 390 px and at 1280 px. */
const PAGES = 30;

describe("[UI-90] a whole mediation in four browsers", () => {
  let walk: Walk;
  beforeAll(async () => {
    walk = new Walk(await openStand({ livekit: inject("livekit"), pictures: null }));
  });
  afterAll(async () => {
    await walk.stand.stop();
  });

  it("[START-3] [LINK-1] each opens the link that the start printed and presses Continue", () =>
    walk.take("openLinks"));
  it("[ADMIT-3] [ADMIT-6] [UI-12] name, company, rules and devices; waiting with one's own people", () =>
    walk.take("getReady"));
  it("[ADMIT-7] the mediator goes straight in and sees who waits", () =>
    walk.take("mediatorComes"));
  it("[ADMIT-5] [UI-14] one by one and a side at once, each by a press of their own", () =>
    walk.take("letIn"));
  it("[ROOM-1] everybody is in the joint room and the cameras are seen", () =>
    walk.take("seeEachOther"));
  it("[MOD-1] [MOD-2] hands in order; whoever is muted is told by whom", () => walk.take("talk"));
  it("[ROOM-3] [ROOM-7] [VIEW-3] a private break: the others see no more, the sound waits", () =>
    walk.take("takeBreak"));
  it("[DOC-2] [UI-94] notes of one's own; a reload leads back to the private room", () =>
    walk.take("writeNotes"));
  it("[ROOM-5] the mediator knocks, is let in, and gets an empty page", () => walk.take("knock"));
  it("[ROOM-4] [ROOM-9] back by one press, after the line that names whom", () =>
    walk.take("goBack"));
  it("[DOC-11] an agenda item is added, moved and marked for all", () => walk.take("useAgenda"));
  it("[DOC-16] [DOC-18] the agreement is written by two at the same moment and saved", () =>
    walk.take("writeAgreement"));
  it("[AGR-2] [AGR-5] the words are not fixed without a name and a day, then they are", () =>
    walk.take("fixWords"));
  it("[SIGN-4] [SIGN-5] [SIGN-6] each signs with a tick, the mediator last", () =>
    walk.take("sign"));
  it("[SEAL-10] [HTTP-8] [UI-16] the same paper for everybody; a changed byte is seen", () =>
    walk.take("keepPaper"));
  it("[MOD-8] [UI-20] the end, and the paper is still there", () => walk.take("endMeeting"));

  it("[UI-91] axe finds nothing on any page of the walk", () => {
    expect(new Set(walk.stand.survey.pages).size).toBeGreaterThanOrEqual(PAGES);
    expect(walk.stand.survey.axe).toEqual([]);
  });
  it("[UI-92] no page of the walk scrolls sideways or into nothing", () => {
    expect(walk.stand.survey.sideways).toEqual([]);
  });
  it("[UI-92] controls are large enough and have names of their own", () => {
    expect(walk.stand.survey.targets).toEqual([]);
    expect(walk.stand.survey.names).toEqual([]);
  });
  it("[UI-2] no page of the walk says a word that hurts", () => {
    expect(walk.stand.survey.words).toEqual([]);
  });
  it("[UI-93] no page of the walk reports an error by itself", () => {
    expect(walk.faults).toEqual([]);
  });
});

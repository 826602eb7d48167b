/** The meeting as the page holds it: whole views, and presses that are sent until answered. */
import { describe, expect, it } from "vitest";

import { Meeting } from "../../client/state/meeting.svelte.ts";
import { REFUSAL_WORDS } from "../../client/words/en/refusals.ts";
import { LineInHand } from "./line-in-hand.ts";
import { sampleId, sampleView } from "./sample-views.ts";

const LEFT = sampleView({ stage: "left" });
const ARRIVE = { kind: "arrive", meeting: sampleId("meeting") } as const;

function meetingOn(line: LineInHand, patience?: number): Meeting {
  return new Meeting(line.open, patience);
}

describe("Meeting", () => {
  it("[UI-10] shows the newest view of a line and drops an older one", () => {
    const line = new LineInHand({ ...LEFT, n: 4 });
    const meeting = meetingOn(line);
    line.show({ ...sampleView({ stage: "elsewhere" }), n: 3 });
    expect(meeting.view?.at.stage).toBe("left");
    line.show({ ...sampleView({ stage: "elsewhere" }), n: 5 });
    expect(meeting.view?.at.stage).toBe("elsewhere");
  });

  it("[UI-63] tells a view to the call first and shows it when the call has dialled", async () => {
    const line = new LineInHand({ ...LEFT, n: 1 });
    const meeting = meetingOn(line);
    const told: number[] = [];
    let dialled: () => void = () => undefined;
    const end = meeting.tellFirst(({ n }) => {
      told.push(n);
      return n === 2 ? new Promise((resolve) => (dialled = resolve)) : null;
    });
    line.show({ ...sampleView({ stage: "elsewhere" }), n: 2 });
    line.show({ ...sampleView({ stage: "seatReplaced" }), n: 3 });
    expect(told).toEqual([1, 2, 3]);
    expect(meeting.view?.n).toBe(1);
    const press = meeting.send(ARRIVE).then(() => meeting.view?.n);
    dialled();
    expect(await press).toBe(3);
    end();
    line.show({ ...LEFT, n: 4 });
    expect(meeting.view?.n).toBe(4);
    expect(told).toEqual([1, 2, 3]);
  });

  it("[UI-10] counts views anew on a new line", () => {
    const line = new LineInHand({ ...LEFT, n: 40 });
    const meeting = meetingOn(line);
    line.online(false);
    expect(meeting.interrupted).toBe(true);
    line.online(true);
    line.show({ ...sampleView({ stage: "seatReplaced" }), n: 1 });
    expect(meeting.view?.at.stage).toBe("seatReplaced");
    expect(meeting.interrupted).toBe(false);
  });

  it("[UI-3] says when the meeting cannot be reached, until it can", () => {
    const line = new LineInHand();
    const meeting = meetingOn(line);
    expect(meeting.unreached).toBe(false);
    line.online(false);
    expect(meeting.unreached).toBe(true);
    line.online(true);
    expect(meeting.unreached).toBe(false);
    expect(meeting.interrupted).toBe(false);
  });

  it("[UI-9] one press keeps its id until it is answered", async () => {
    const line = new LineInHand(LEFT);
    const meeting = meetingOn(line);
    let lost = 2;
    line.answerWith(() => (lost-- > 0 ? "lost" : { ok: true, version: 1 }));
    expect(await meeting.send(ARRIVE)).toEqual({ ok: true });
    expect(line.sent).toHaveLength(3);
    expect(new Set(line.sent.map(({ id }) => id)).size).toBe(1);
    await meeting.send(ARRIVE);
    expect(new Set(line.sent.map(({ id }) => id)).size).toBe(2);
  });

  it("[UI-9] a press without a line waits for it, and says so when none comes", async () => {
    const line = new LineInHand(LEFT);
    const meeting = meetingOn(line, 60);
    line.online(false);
    expect(await meeting.send(ARRIVE)).toEqual({ ok: false, code: "noAnswer" });
    expect(meeting.refusalWords).toBe(REFUSAL_WORDS.noAnswer);
    const sent = meetingOn(line).send(ARRIVE);
    line.online(true);
    expect(await sent).toEqual({ ok: true });
  });

  it("[UI-3] a refusal comes back as its code and stands in words", async () => {
    const line = new LineInHand(LEFT);
    const meeting = meetingOn(line);
    line.answerWith(() => ({ ok: false, code: "badName", about: "name" }));
    expect(await meeting.send(ARRIVE)).toEqual({ ok: false, code: "badName", about: "name" });
    expect(meeting.refusalWords).toBe(REFUSAL_WORDS.badName);
    line.answerWith(() => ({ ok: true, version: 1 }));
    await meeting.send(ARRIVE);
    expect(meeting.refusalWords).toBeNull();
  });

  it("[CORE-3] a person can do what the view's table allows", () => {
    const meeting = meetingOn(new LineInHand({ ...LEFT, abilities: ["arrive"] }));
    expect(meeting.can("arrive")).toBe(true);
    expect(meeting.can("enter")).toBe(false);
    expect(meetingOn(new LineInHand()).can("arrive")).toBe(false);
  });

  it("[UI-9] a closed meeting ends the line and gives up what waits", async () => {
    const line = new LineInHand(LEFT);
    const meeting = meetingOn(line);
    line.online(false);
    const sent = meeting.send(ARRIVE);
    meeting.close();
    expect(await sent).toEqual({ ok: false, code: "noAnswer" });
    expect(line.closed).toBe(true);
  });
});

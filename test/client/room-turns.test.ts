/** Whose turn it is to speak: words, presses, and what is said aloud. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { turnTime } from "../../client/meeting/stage/turn-time.ts";
import { whoHears, whyNot } from "../../client/meeting/stage/who-hears.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import { HELD_BY_TURN, LEADING_TURN, MY_TURN, TURN } from "./moderation-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, MEDIATING, sampleCall } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const SINCE = Date.parse("2099-03-02T10:20:00Z");

describe("a speaking turn", () => {
  it("[UI-66] says whose it is, that nobody hears, and whom one is after", async () => {
    const call = sampleCall({ microphone: { on: false, allowed: false, trouble: null } });
    await roomAt(HELD_BY_TURN, { call });
    await expect.element(browser.getByText("Priya has the turn to speak")).toBeInTheDocument();
    await expect
      .element(browser.getByText("Your hand is up. You are after Rosa."))
      .toBeInTheDocument();
    await expect.element(browser.getByText(/Rosa is next\.$/u)).toBeInTheDocument();
    await expect
      .element(browser.getByText("Your mic waits until this turn is over."))
      .toBeInTheDocument();
    expect(whoHears(HELD_BY_TURN, { microphone: true, phase: "connected" })).toBe(
      "Priya has the turn. No one can hear you now.",
    );
    expect([whyNot(HELD_BY_TURN), whyNot(MY_TURN)]).toEqual(["turn", null]);
  });

  it("[UI-66] tells the time in words and never runs down", () => {
    const turn = { since: "2099-03-02T10:20:00Z", spent: 0, minutes: 5 };
    expect(turnTime(turn, SINCE + 20_000)).toBe("About 5 minutes. It has just begun.");
    expect(turnTime(turn, SINCE + 130_000)).toBe("About 5 minutes. About 2 minutes so far.");
    expect(turnTime(turn, SINCE + 300_000)).toBe("The time is about over. There is no rush.");
    expect(turnTime({ ...turn, minutes: null, spent: 60_000 }, SINCE - 9000)).toBe(
      "About 1 minute so far.",
    );
    expect(turnTime({ since: null, spent: 200_000, minutes: null }, SINCE)).toBe(
      "About 3 minutes so far.",
    );
  });

  it("[UI-66] is ended by those who speak, and named in the press", async () => {
    const { line } = await roomAt(MY_TURN, {}, { abilities: ["endTurn"] });
    await press("We are done");
    expect(line.commands).toEqual([{ kind: "endTurn", meeting, expect: TURN.number }]);
  });

  it("[UI-66] goes on, to the next hand, or to a side, by the mediator", async () => {
    const { line } = await roomAt(LEADING_TURN);
    await press("Go on with this turn");
    await press("Next: Dan");
    await press("People");
    await press("Give the turn to Dan, Rosa and Mel");
    expect(line.commands).toEqual([
      { kind: "continueTurn", meeting, expect: TURN.number },
      { kind: "nextTurn", meeting, expect: PEOPLE.parent.id, minutes: 5 },
      { kind: "giveTurn", meeting, to: { side: "family" }, minutes: null },
    ]);
  });

  it("[UI-66] is said aloud when it starts, rests and ends", () => {
    const soon = (before: typeof JOINT, at: typeof JOINT) => newsOf(before, at, "Sam").soon;
    expect(soon({ ...HELD_BY_TURN, turn: null }, HELD_BY_TURN)).toEqual([
      "Priya has the turn to speak.",
    ]);
    expect(soon({ ...JOINT, hands: MY_TURN.hands }, MY_TURN)).toEqual([
      "It is your turn to speak.",
    ]);
    const rests = { ...MEDIATING, hands: LEADING_TURN.hands, turn: { ...TURN, holdsMe: false } };
    expect(soon(rests, LEADING_TURN)).toEqual([
      "The turn of Priya waits. Your mediator says when it goes on.",
    ]);
    expect(soon(MY_TURN, { ...MY_TURN, turn: null })).toEqual(["The turn is over."]);
  });
});

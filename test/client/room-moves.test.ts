/** Breaks, going back, knocks and invitations; what the mediator runs. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { InRoom } from "#shared/contract/view.ts";
import { press, roomAt } from "./room-page.ts";
import { changed } from "./room-screen-state.ts";
import {
  JOINT,
  MEDIATING,
  MEDIATOR_PART,
  PRIVATE,
  sampleCall,
  SILENT,
  tilesOf,
} from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");

describe("a private break", () => {
  it("[UI-55] says who comes along at once and who is asked, before it starts", async () => {
    const { line } = await roomAt(JOINT);
    await press("Private break");
    const dialog = browser.getByRole("dialog");
    await expect.element(dialog).toMatchTextContent("Mel comes with you at once.");
    await expect.element(dialog).toMatchTextContent("We ask Rosa.");
    expect(line.commands).toEqual([]);
    await press("Go to our room");
    expect(line.commands).toEqual([{ kind: "startBreak", meeting, with: "people" }]);
    await expect.element(dialog).not.toBeInTheDocument();
  });

  it("[UI-55] can be had alone", async () => {
    const { line } = await roomAt(JOINT);
    await press("Private break");
    await press("Start my break");
    expect(line.commands).toEqual([{ kind: "startBreak", meeting, with: "myself" }]);
  });

  it("[UI-85] can be had in quiet, and with one's people only where there is a room for them", async () => {
    const { line, show } = await roomAt(JOINT);
    await press("Private break");
    const dialog = browser.getByRole("dialog");
    await expect.element(dialog).toMatchTextContent("No sound, no picture. No one can knock.");
    await press("Go to the quiet place");
    expect(line.commands).toEqual([{ kind: "startBreak", meeting, with: "quiet" }]);
    show({ ...JOINT, breakWith: { ways: ["myself", "quiet"], goAlong: [], asked: [] } });
    await press("Private break");
    await expect.element(dialog.getByRole("button", { name: "Start my break" })).toBeVisible();
    await expect
      .element(dialog.getByRole("button", { name: "Go to our room" }))
      .not.toBeInTheDocument();
  });

  it("[UI-85] is there in a private room too, without the way one is in", async () => {
    const { show } = await roomAt(PRIVATE);
    const ways = async () => {
      await press("Private break");
      const words = Array.from(document.querySelectorAll("dialog[open] h3"), (one) =>
        one.textContent.trim(),
      );
      await press("Stay here");
      return words;
    };
    expect(await ways()).toEqual(["On my own", "A quiet place"]);
    show(changed(PRIVATE, { kind: "own", side: null }));
    expect(await ways()).toEqual(["With my people", "A quiet place"]);
    show(changed(PRIVATE, { kind: "quiet", side: null, sending: null, standingLeave: null }));
    expect(await ways()).toEqual(["With my people", "On my own"]);
    show(changed(PRIVATE, { kind: "talk", standingLeave: null }));
    expect(await ways()).toEqual(["With my people", "On my own", "A quiet place"]);
  });

  it("[UI-85] a quiet place says that no one can hear, whatever the video server does", async () => {
    const quiet = changed(PRIVATE, { kind: "quiet", side: null, sending: null });
    const { show } = await roomAt(
      { ...quiet, tiles: tilesOf(["parent"]) },
      {
        call: sampleCall(SILENT),
      },
    );
    const band = browser.getByRole("region", { name: "Where you are and who can hear you" });
    await expect.element(band).toMatchTextContent("No one can hear you here.");
    await expect.element(browser.getByText("This is a quiet place")).toBeVisible();
    const button = browser.getByRole("button", { name: "Turn mic on" });
    await expect.element(button).toBeDisabled();
    await expect.element(button).toHaveAccessibleDescription(/A quiet place has no sound/u);
    show(changed(quiet, { videoServer: "away" }));
    await expect.element(band).toMatchTextContent("No one can hear you here.");
    await expect.element(browser.getByText("No sound or picture now.")).not.toBeInTheDocument();
  });

  it("[UI-55] going back names whom one will meet and arrives off unless ticked", async () => {
    const { line } = await roomAt(PRIVATE);
    await press("Go back");
    await expect
      .element(browser.getByRole("dialog"))
      .toMatchTextContent("You are about to rejoin Sam (mediator) and Priya (council).");
    await press("Go back now");
    await press("Go back");
    await browser.getByRole("checkbox", { name: "Start with my mic on" }).click();
    await press("Go back now");
    expect(line.commands).toEqual([
      { kind: "returnToJointRoom", meeting, wishes: { microphone: false, camera: false } },
      { kind: "returnToJointRoom", meeting, wishes: { microphone: true, camera: false } },
    ]);
  });
});

describe("being asked", () => {
  const ask = { id: sampleId("ask"), from: "Sam", people: [PEOPLE.mediator] } as const;

  it.each([
    ["Let Sam in", "yes"],
    ["Not now", "notNow"],
  ] as const)(
    "[UI-54] a knock is answered by name, the answer is to this knock: %s",
    async (name, answer) => {
      const { line } = await roomAt({
        ...PRIVATE,
        asks: [{ ...ask, kind: "knock", room: "side", minute: "none" }],
      });
      await expect.element(browser.getByText("Sam would like to come in.")).toBeInTheDocument();
      await press(name);
      expect(line.commands).toEqual([{ kind: "answerAsk", meeting, expect: ask.id, answer }]);
    },
  );

  it.each([
    ["Join now", "yes"],
    ["Not now", "notNow"],
  ] as const)("[UI-54] an invitation says who is in the room: %s", async (name, answer) => {
    const { line } = await roomAt({
      ...JOINT,
      asks: [{ ...ask, kind: "invitation", room: "talk", minute: "none" }],
    });
    await expect
      .element(browser.getByText(/^In the room: Sam \(mediator\)\./u))
      .toBeInTheDocument();
    await press(name);
    expect(line.commands).toEqual([{ kind: "answerAsk", meeting, expect: ask.id, answer }]);
  });

  it("[UI-54] a refusal is said in a row of the room and read aloud", async () => {
    const { line } = await roomAt({
      ...PRIVATE,
      asks: [{ ...ask, kind: "knock", room: "side", minute: "none" }],
    });
    line.answerWith(() => ({ ok: false, code: "outOfDate" }));
    await press("Let Sam in");
    await expect
      .element(browser.getByText("Things changed while you pressed. Look again and choose."))
      .toHaveAttribute("role", "alert");
  });
});

describe("the mediator", () => {
  const waiting = {
    ...PEOPLE.otherParent,
    side: "family",
    arrival: 3,
    since: "2099-03-02T10:02:00Z",
    called: false,
    online: true,
  } as const;
  const withPart = (part: Partial<NonNullable<InRoom["mediator"]>>): InRoom => ({
    ...MEDIATING,
    mediator: { ...MEDIATOR_PART, ...part },
  });

  it("[UI-59] lets in one by one or a side together, naming the arrival that was seen", async () => {
    const mel = { ...waiting, ...PEOPLE.advocate, arrival: 1 };
    const { line } = await roomAt(withPart({ waiting: [waiting, mel] }));
    await press("People");
    await press("Let Rosa in");
    await press("Let Rosa and Mel in together");
    const rosa = { person: PEOPLE.otherParent.id, expect: 3 };
    expect(line.commands).toEqual([
      { kind: "admit", meeting, people: [rosa] },
      { kind: "admit", meeting, people: [rosa, { person: PEOPLE.advocate.id, expect: 1 }] },
    ]);
  });

  it("[UI-59] is offered to let somebody wait outside before asking them to leave", async () => {
    const { line } = await roomAt(MEDIATING);
    await press("People");
    await press("Options for Dan");
    await press("Ask Dan to leave");
    const dialog = browser.getByRole("dialog");
    const buttons = Array.from(document.querySelectorAll("dialog[open] button"), (one) =>
      one.textContent.trim(),
    );
    expect(buttons).toEqual(["Ask Dan to wait outside", "Ask Dan to leave", "Cancel"]);
    await dialog.getByRole("button", { name: "Ask Dan to wait outside" }).click();
    expect(line.commands).toEqual([
      { kind: "askToWaitOutside", meeting, person: PEOPLE.parent.id },
    ]);
  });

  it("[UI-59] mutes who is on and asks who is off", async () => {
    const { line } = await roomAt(MEDIATING);
    await press("People");
    await press("Options for Priya");
    await browser.getByRole("button", { name: "Turn Priya's mic off" }).click();
    await press("Options for Dan");
    await press("Ask Dan to turn mic on");
    expect(line.commands).toEqual([
      { kind: "mutePerson", meeting, person: PEOPLE.officer.id },
      { kind: "askToUnmute", meeting, person: PEOPLE.parent.id },
    ]);
  });

  it("[UI-59] answers a question and says whether another browser is theirs", async () => {
    const question = { id: sampleId("ask"), text: "May my sister come?", answer: null };
    const { line } = await roomAt(
      withPart({
        questions: [{ ...question, from: PEOPLE.parent }],
        seatRequests: [{ seat: sampleId("seat", 2), person: PEOPLE.advocate, locked: false }],
      }),
    );
    await press("People");
    await browser.getByLabelText("Your answer to Dan").fill("Yes, of course.");
    await press("Send answer");
    await press("Yes, it is them");
    expect(line.commands).toEqual([
      { kind: "answerQuestion", meeting, question: question.id, text: "Yes, of course." },
      { kind: "answerSeat", expect: sampleId("seat", 2), answer: "yes" },
    ]);
  });

  it("[UI-59] knocks and waits for the answer", async () => {
    const room = {
      id: sampleId("room", 3),
      kind: "side",
      side: "family",
      people: [PEOPLE.parent],
      members: [],
      standingLeave: false,
      entry: null,
    } as const;
    const { line, show } = await roomAt({
      ...withPart({ rooms: [{ ...room, knock: "none" }] }),
      tiles: tilesOf(["mediator"], { mediator: { me: true } }),
    });
    await press("People");
    await press("Knock");
    expect(line.commands).toEqual([{ kind: "knock", meeting, room: room.id }]);
    show(withPart({ rooms: [{ ...room, knock: "open" }] }));
    await expect.element(browser.getByText(/You knocked/u)).toBeInTheDocument();
    await expect.element(browser.getByRole("button", { name: "Knock" })).not.toBeInTheDocument();
  });

  it("[UI-59] calls a side or one person to a private talk", async () => {
    const { line } = await roomAt(MEDIATING);
    await press("People");
    await press("Call Dan, Rosa and Mel");
    await press("Call Priya");
    const family = [PEOPLE.parent.id, PEOPLE.otherParent.id, PEOPLE.advocate.id];
    expect(line.commands).toEqual([
      { kind: "callToTalk", meeting, people: family },
      { kind: "callToTalk", meeting, people: [PEOPLE.officer.id] },
    ]);
  });

  it("[UI-59] [UI-68] ends the meeting only after being asked once more", async () => {
    const { line } = await roomAt(MEDIATING);
    await press("People");
    await press("End the meeting");
    await press("Go on with the meeting");
    expect(line.commands).toEqual([]);
    await press("End the meeting");
    await press("End for everyone");
    await expect.element(browser.getByText("Choose one first.")).toBeInTheDocument();
    expect(line.commands).toEqual([]);
    await browser.getByRole("radio", { name: "We go on another day" }).click();
    await browser.getByRole("radio", { name: "We do not know the day yet" }).click();
    await press("End for everyone");
    expect(line.commands).toEqual([{ kind: "endMeeting", meeting, outcome: "adjourned" }]);
  });
});

/**
 * Coming in: name, company, ground rules, questions, waiting, being called, entering. Nobody is
 * in a room with anybody before the mediator let them in and they pressed Join (ADMIT-5).
 */
import * as z from "zod/mini";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema } from "../core/ids.ts";
import { isChild, isMediator, type Person } from "../core/people.ts";
import {
  isName,
  isPlainText,
  MESSAGE_LENGTH,
  NAME_LENGTH,
  tidyName,
  typedText,
} from "../core/text-limits.ts";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { attendanceOf } from "./meeting.ts";
import { arrivalRoom } from "./homes.ts";
import { moveTo, startStory } from "./story.ts";

/** The words people agree to: a new wording is a new version, and is asked for again. */
export const RULES_VERSION = "2026-11";

/** The short words for a child guest. */
export const CHILD_RULES_VERSION = "2026-11-child";

/** The words this person agrees to. */
export function rulesFor(person: Person): string {
  return isChild(person) ? CHILD_RULES_VERSION : RULES_VERSION;
}

const meeting = idSchema("meeting");
const person = idSchema("person");
const name = typedText(NAME_LENGTH * 4);

export const admissionCommands = [
  z.strictObject({ kind: z.literal("chooseName"), meeting, name }),
  z.strictObject({ kind: z.literal("tellCompany"), meeting, text: name }),
  z.strictObject({ kind: z.literal("acceptRules"), meeting, version: typedText(40) }),
  z.strictObject({ kind: z.literal("askQuestion"), meeting, text: typedText(MESSAGE_LENGTH) }),
  z.strictObject({
    kind: z.literal("answerQuestion"),
    meeting,
    question: idSchema("ask"),
    text: typedText(MESSAGE_LENGTH),
  }),
  z.strictObject({ kind: z.literal("arrive"), meeting }),
  z.strictObject({
    kind: z.literal("admit"),
    meeting,
    people: z.array(z.strictObject({ person, expect: z.int() })).check(z.maxLength(20)),
  }),
  z.strictObject({
    kind: z.literal("enter"),
    meeting,
    microphone: z.boolean(),
    camera: z.boolean(),
  }),
] as const;
export type AdmissionCommand = z.infer<(typeof admissionCommands)[number]>;

type Of<K extends AdmissionCommand["kind"]> = Extract<AdmissionCommand, { kind: K }>;

function decideCompany({ meeting, person, context }: Asked, text: string): Decision<CaseEvent> {
  const tidy = tidyName(text);
  if (tidy !== "" && !isName(text)) return refuse("badName");
  const kept = tidy === "" ? null : context.keep(tidy);
  return accept({ kind: "companyTold", meeting: meeting.id, person: person.id, text: kept });
}

function decideQuestion({ meeting, person, context }: Asked, text: string): Decision<CaseEvent> {
  const trimmed = text.trim();
  if (trimmed === "" || !isPlainText(trimmed)) return refuse("badText");
  return accept({
    kind: "questionAsked",
    meeting: meeting.id,
    person: person.id,
    ask: context.newId("ask"),
    text: context.keep(trimmed),
  });
}

function decideAnswer(
  { meeting, context }: Asked,
  { question, text }: Of<"answerQuestion">,
): Decision<CaseEvent> {
  const trimmed = text.trim();
  if (trimmed === "" || !isPlainText(trimmed)) return refuse("badText");
  const asker = meeting.seats.find((one) => attendanceOf(meeting, one).question?.id === question);
  if (asker === undefined) return refuse("outOfDate");
  return accept({
    kind: "questionAnswered",
    meeting: meeting.id,
    person: asker,
    ask: question,
    text: context.keep(trimmed),
  });
}

function decideArrive({ state, meeting, person, context }: Asked): Decision<CaseEvent> {
  if (attendanceOf(meeting, person.id).rules !== rulesFor(person)) return refuse("rulesFirst");
  const arrived = { kind: "arrived", meeting: meeting.id, person: person.id } as const;
  if (!isMediator(person)) return accept(arrived);
  const story = startStory(meeting, context);
  moveTo(story, {
    person: person.id,
    to: arrivalRoom(story, state, person),
    because: "entered",
    wishes: { microphone: false, camera: false },
    together: [],
  });
  return accept<CaseEvent>(arrived, ...story.events);
}

function decideAdmit({ meeting }: Asked, { people }: Of<"admit">): Decision<CaseEvent> {
  const events: CaseEvent[] = [];
  const distinct = new Set(people.map((one) => one.person)).size === people.length;
  if (!distinct || people.length === 0) return refuse("badInput");
  for (const { person: id, expect } of people) {
    const { stage } = attendanceOf(meeting, id);
    if (stage.stage !== "waiting" || stage.arrival !== expect) return refuse("outOfDate");
    events.push({ kind: "personAdmitted", meeting: meeting.id, person: id, arrival: expect });
  }
  return accept(...events);
}

function decideEnter(
  { state, meeting, person, context }: Asked,
  wish: Of<"enter">,
): Decision<CaseEvent> {
  const story = startStory(meeting, context);
  moveTo(story, {
    person: person.id,
    to: arrivalRoom(story, state, person),
    because: "entered",
    wishes: { microphone: wish.microphone, camera: wish.camera },
    together: [],
  });
  return accept<CaseEvent>(...story.events);
}

const ABILITY = {
  chooseName: "prepare",
  tellCompany: "prepare",
  acceptRules: "prepare",
  askQuestion: "askQuestion",
  answerQuestion: "answerQuestion",
  arrive: "arrive",
  admit: "admit",
  enter: "enter",
} as const;

export function decideAdmission(
  state: CaseState,
  command: AdmissionCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  switch (command.kind) {
    case "chooseName":
      if (!isName(command.name)) return refuse("badName");
      return accept({
        kind: "nameChosen",
        person: asked.person.id,
        name: context.keep(tidyName(command.name)),
      });
    case "tellCompany":
      return decideCompany(asked, command.text);
    case "acceptRules":
      if (command.version !== rulesFor(asked.person)) return refuse("outOfDate");
      return accept({
        kind: "rulesAccepted",
        meeting: command.meeting,
        person: asked.person.id,
        version: command.version,
      });
    case "askQuestion":
      return decideQuestion(asked, command.text);
    case "answerQuestion":
      return decideAnswer(asked, command);
    case "arrive":
      return decideArrive(asked);
    case "admit":
      return decideAdmit(asked, command);
    case "enter":
      return decideEnter(asked, command);
  }
}

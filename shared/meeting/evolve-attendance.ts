/** How events change one person's attendance: preparing, waiting, hands, what they are told. */
import type { Stamp } from "../core/decider.ts";
import type { PersonId } from "../core/ids.ts";
import { type Attendance, attendanceOf, type Meeting, type Notice, type Stage } from "./meeting.ts";
import type { MeetingEvent } from "./meeting-events.ts";

export function attend(meeting: Meeting, person: PersonId, change: Partial<Attendance>): Meeting {
  const next = { ...attendanceOf(meeting, person), ...change };
  return { ...meeting, attendance: { ...meeting.attendance, [person]: next } };
}

export function stage(meeting: Meeting, person: PersonId, next: Stage): Meeting {
  return attend(meeting, person, { stage: next });
}

export function notify(
  meeting: Meeting,
  person: PersonId,
  notice: (count: number) => Notice,
): Meeting {
  const count = attendanceOf(meeting, person).notices + 1;
  return attend(meeting, person, { notice: notice(count), notices: count });
}

export function wait(meeting: Meeting, person: PersonId, at: string): Meeting {
  const arrival = attendanceOf(meeting, person).arrivals + 1;
  return attend(meeting, person, {
    stage: { stage: "waiting", arrival, since: at },
    arrivals: arrival,
    hand: null,
  });
}

type Preparing = Extract<
  MeetingEvent,
  {
    kind: "companyTold" | "rulesAccepted" | "questionAsked" | "questionAnswered" | "arrived";
  }
>;

export function evolvePreparing(meeting: Meeting, event: Preparing, { at }: Stamp): Meeting {
  const { person } = event;
  switch (event.kind) {
    case "companyTold":
      return attend(meeting, person, { company: { text: event.text } });
    case "rulesAccepted":
      return attend(meeting, person, { rules: event.version });
    case "questionAsked":
      return attend(meeting, person, {
        question: { id: event.ask, text: event.text, answer: null },
      });
    case "questionAnswered": {
      const { question } = attendanceOf(meeting, person);
      if (question?.id !== event.ask) return meeting;
      return attend(meeting, person, { question: { ...question, answer: event.text } });
    }
    case "arrived":
      return wait(attend(meeting, person, { notice: null }), person, at);
  }
}

type InRoom = Extract<
  MeetingEvent,
  {
    kind:
      | "handRaised"
      | "handLowered"
      | "personMuted"
      | "unmuteAsked"
      | "cameraOffAsked"
      | "noticeSeen";
  }
>;

const NOTICES = {
  personMuted: "muted",
  unmuteAsked: "askedToUnmute",
  cameraOffAsked: "askedCameraOff",
} as const;

export function evolveInRoom(meeting: Meeting, event: InRoom, { actor }: Stamp): Meeting {
  const { person } = event;
  switch (event.kind) {
    case "handRaised":
      return attend({ ...meeting, hands: meeting.hands + 1 }, person, { hand: meeting.hands + 1 });
    case "handLowered":
      return attend(meeting, person, { hand: null });
    case "noticeSeen":
      return attend(meeting, person, { notice: null });
    case "personMuted":
    case "unmuteAsked":
    case "cameraOffAsked": {
      if (actor === "system") return meeting;
      const kind = NOTICES[event.kind];
      return notify(meeting, person, (count) => ({ kind, by: actor, count }));
    }
  }
}

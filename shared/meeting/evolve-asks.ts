/** How events change what is asked of people: knocks and invitations. */
import type { Stamp } from "../core/decider.ts";
import type { PersonId, RoomId } from "../core/ids.ts";
import type { Ask, Meeting } from "./meeting.ts";
import type { MeetingEvent } from "./meeting-events.ts";

type Asking = Extract<
  MeetingEvent,
  { kind: "knocked" | "invited" | "entryAnnounced" | "askAnswered" | "askDropped" }
>;

/** Whether it is this person who was invited. */
export function isFor(ask: Ask, person: PersonId): boolean {
  return ask.kind === "invitation" && ask.to === person;
}

/** A knock or an announced entry at this room: there is one at a time. */
export function isAtDoor(ask: Ask, room: RoomId): boolean {
  return ask.kind !== "invitation" && ask.room === room;
}

export function evolveAsks(meeting: Meeting, event: Asking, { actor, at }: Stamp): Meeting {
  switch (event.kind) {
    case "knocked": {
      if (actor === "system") return meeting;
      const others = meeting.asks.filter((ask) => !isAtDoor(ask, event.room));
      const knock: Ask = {
        kind: "knock",
        id: event.ask,
        room: event.room,
        by: actor,
        state: "open",
      };
      return { ...meeting, asks: [...others, knock] };
    }
    case "invited": {
      if (actor === "system") return meeting;
      const { ask: id, room, person: to } = event;
      // From the same person only: one's own side must not make a call of the mediator vanish.
      const others = meeting.asks.filter((ask) => !isFor(ask, to) || ask.by !== actor);
      const invitation: Ask = { kind: "invitation", id, room, by: actor, to, state: "open" };
      return { ...meeting, asks: [...others, invitation] };
    }
    case "entryAnnounced": {
      if (actor === "system") return meeting;
      const { ask: id, room, because } = event;
      const others = meeting.asks.filter((ask) => !isAtDoor(ask, room));
      const entry: Ask = { kind: "entry", id, room, by: actor, because, at, state: "open" };
      return { ...meeting, asks: [...others, entry] };
    }
    case "askAnswered":
      return {
        ...meeting,
        asks: meeting.asks.flatMap((ask): readonly Ask[] => {
          if (ask.id !== event.ask) return [ask];
          if (event.answer === "yes") return [];
          // A knock has no minute: whoever is let wait at a door would be heard through it.
          if (ask.kind !== "invitation") return [{ ...ask, state: "notNow" }];
          return [{ ...ask, state: event.answer }];
        }),
      };
    case "askDropped":
      return { ...meeting, asks: meeting.asks.filter((ask) => ask.id !== event.ask) };
  }
}

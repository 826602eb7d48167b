/** Words of what everybody can look up at any time, and what the mediator shows of it. */
import type { Role } from "#shared/core/people.ts";

export const SHOWN_WORDS = {
  rules: "Our ground rules",
  rulesBy: (name: string) => `${name} shows our ground rules`,
  rulesHint: "They are the same for everyone. You said yes to them when you came in.",
  rulesAll: "Read all we said yes to",
  roles: "Who is who",
  rolesBy: (name: string) => `${name} shows who is who`,
  rolesHint: "These people were asked to come. Some may not be here now.",
  you: "you",
  putAway: "Put away",
  close: "Close",
} as const;

/** What each role is here for. */
export const ROLE_TASKS: Readonly<Record<Role, string>> = {
  mediator: "Leads the meeting. Takes no side and makes no choice for you.",
  parent: "Knows the child well. Can say yes or no.",
  youngPerson: "This meeting is about their life. They can say yes or no.",
  child: "Has come to say hello.",
  supporter: "Is here to help one person feel strong.",
  advocate: "Helps one person to be heard.",
  interpreter: "Says all the words again in the other language. Adds nothing.",
  intermediary: "Helps one person to follow and to be heard.",
  laOfficer: "Speaks for the council. Can say yes or no for it.",
  icbOfficer: "Speaks for the health service. Can say yes or no for it.",
  settingStaff: "Speaks for the school. Can say yes or no for it.",
  observer: "Listens only.",
};

/** A young person is always "you" (UI-17). */
export const OWN_TASK = "This meeting is about your life. You can say yes or no.";

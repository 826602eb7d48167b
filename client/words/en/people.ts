/**
 * How people are named: role words, lists of names, day and time. Times are always those of
 * London, in words; nothing here counts down.
 */
import type { Role } from "#shared/core/people.ts";

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  mediator: "mediator",
  parent: "parent",
  youngPerson: "young person",
  child: "saying hello",
  supporter: "supporter",
  advocate: "advocate",
  interpreter: "interpreter",
  intermediary: "communication helper",
  laOfficer: "from the council",
  icbOfficer: "from the health service",
  settingStaff: "from the school",
  observer: "watching",
};

type Named = { readonly name: string; readonly role: Role; readonly supports?: string | null };

/** "supporter for Dan", "from the council". */
export function roleWords({ role, supports }: Omit<Named, "name">): string {
  if (supports === undefined || supports === null) return ROLE_WORDS[role];
  return `${ROLE_WORDS[role]} for ${supports}`;
}

/** "Priya from the council", "Sam, the mediator". */
export function nameAndRole(person: Named): string {
  const words = roleWords(person);
  return words.startsWith("from ") ? `${person.name} ${words}` : `${person.name}, ${words}`;
}

const SHORT_ROLES: Partial<Record<Role, string>> = {
  laOfficer: "council",
  icbOfficer: "health service",
  settingStaff: "school",
};

/** "Priya (council)", "Sam (mediator)": in a list each stays one person. */
export function nameWithRole(person: Named): string {
  return `${person.name} (${SHORT_ROLES[person.role] ?? roleWords(person)})`;
}

/** "Dan", "Dan and Sam", "Dan, Sam and Priya". */
export function listOfNames(names: readonly string[]): string {
  const last = names.at(-1);
  if (last === undefined) return "";
  return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** Ends a sentence once: a child may be called "J.B." */
export function sentence(words: string): string {
  return words.endsWith(".") ? words : `${words}.`;
}

const LONDON = { timeZone: "Europe/London" } as const;
const DAY = new Intl.DateTimeFormat("en-GB", {
  ...LONDON,
  weekday: "long",
  day: "numeric",
  month: "long",
});
const HOUR = new Intl.DateTimeFormat("en-GB", {
  ...LONDON,
  hour: "numeric",
  minute: "2-digit",
  hour12: true,
});

/** "10am", "2:30pm", in London, from an ISO time. */
export function clockTime(iso: string): string {
  return HOUR.format(new Date(iso)).replace(":00", "").replace(/\s/u, "").toLowerCase();
}

/** "Tuesday 2 March", in London. */
export function dayWords(iso: string): string {
  return DAY.format(new Date(iso)).replace(",", "");
}

const DATE = new Intl.DateTimeFormat("en-GB", {
  ...LONDON,
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** "2 March 2027", from an ISO time or a calendar date. */
export function dayWithYear(iso: string): string {
  return DATE.format(new Date(iso));
}

/** "Tuesday 2 March at 10am", in London. */
export function dayAndTime(iso: string): string {
  return `${dayWords(iso)} at ${clockTime(iso)}`;
}

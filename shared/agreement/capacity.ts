/**
 * What the agreement is called per process, and in what capacity a person signs it or is named
 * in it. A role that does not sign is never given the words of one that does.
 */
import type { CaseState, Process } from "../case/case.ts";
import type { MeetingId } from "../core/ids.ts";
import type { Person, Role, TextRef } from "../core/people.ts";

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  mediator: "Mediator",
  parent: "Parent",
  youngPerson: "Young person",
  child: "Child",
  supporter: "Supporter",
  advocate: "Advocate",
  interpreter: "Interpreter",
  intermediary: "Intermediary",
  laOfficer: "Local authority officer",
  icbOfficer: "Integrated care board officer",
  settingStaff: "School or setting",
  observer: "Observer",
};

export function roleWords(role: Role): string {
  return ROLE_WORDS[role];
}

function usualLabel(process: Process): string {
  return process === "mediation" ? "Mediation agreement" : "Outcome statement";
}

/** What the service calls the paper of this meeting, or what the process calls it. */
export function agreementLabel(
  state: CaseState,
  meeting: MeetingId,
  names: (ref: TextRef) => string,
): string {
  const own = state.meetings[meeting]?.settings.paperLabel ?? null;
  const label = own === null ? "" : names(own);
  return label === "" ? usualLabel(state.process) : label;
}

export function capacityOf(person: Person, child: string): string {
  switch (person.role) {
    case "parent":
      return `as a parent of ${child}`;
    case "youngPerson":
      return "for myself";
    case "child":
      return "to say hello";
    case "supporter":
    case "advocate":
      return "to support the family";
    case "laOfficer":
      return "for the local authority";
    case "icbOfficer":
      return "for the integrated care board";
    case "settingStaff":
      return "for the school or setting";
    case "mediator":
      return "as the independent mediator";
    case "interpreter":
      return "to interpret";
    case "intermediary":
      return "to help with what is said";
    case "observer":
      return "to observe";
  }
}

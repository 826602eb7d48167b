/**
 * What the agreement is called per process, and in what capacity a person signs it or is named
 * in it. A role that does not sign is never given the words of one that does.
 */
import type { Process } from "../case/case.ts";
import type { Person, Role } from "../core/people.ts";

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  mediator: "Mediator",
  parent: "Parent",
  youngPerson: "Young person",
  supporter: "Supporter",
  advocate: "Advocate",
  interpreter: "Interpreter",
  laOfficer: "Local authority officer",
  icbOfficer: "Integrated care board officer",
  settingStaff: "School or setting",
  observer: "Observer",
};

export function roleWords(role: Role): string {
  return ROLE_WORDS[role];
}

export function agreementLabel(process: Process): string {
  return process === "mediation" ? "Mediation agreement" : "Outcome statement";
}

export function capacityOf(person: Person, child: string): string {
  switch (person.role) {
    case "parent":
      return `as a parent of ${child}`;
    case "youngPerson":
      return "for myself";
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
    case "observer":
      return "to observe";
  }
}

/**
 * Views as the server would send them, for component tests: the Green family's meeting. Names
 * are made up.
 */
import type { AgreementView } from "#shared/contract/agreement.ts";
import type { PersonLine, StageView, View } from "#shared/contract/view.ts";
import { type Id, idFrom, type IdKind } from "#shared/core/ids.ts";
import { ABILITIES } from "#shared/core/permissions.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The same id for the same number, told apart at a glance. */
export function sampleId<K extends IdKind>(kind: K, number = 0): Id<K> {
  return idFrom(kind, LETTERS.charAt(number).repeat(26));
}

type Who = Partial<PersonLine> & Pick<PersonLine, "name" | "role">;

export function sampleLine(number: number, who: Who): PersonLine {
  return { id: sampleId("person", number), supports: null, company: null, ...who };
}

export const PEOPLE = {
  mediator: sampleLine(0, { name: "Sam", role: "mediator" }),
  parent: sampleLine(1, { name: "Dan", role: "parent" }),
  otherParent: sampleLine(2, { name: "Rosa", role: "parent" }),
  advocate: sampleLine(3, { name: "Mel", role: "advocate", supports: "Dan" }),
  officer: sampleLine(4, { name: "Priya", role: "laOfficer" }),
  school: sampleLine(5, { name: "Mr Jones", role: "settingStaff" }),
} as const;

export const SERVICE = { name: "Riverside Mediation", phone: "020 7946 0018" } as const;

export const SAMPLE_AGREEMENT: AgreementView = {
  id: sampleId("agreement"),
  label: "Mediation agreement",
  state: "draft",
  version: 0,
  contentHash: "",
  agreementDate: "",
  mine: { signs: false },
  signedCount: 0,
  signerCount: 3,
  signers: null,
  file: null,
  earlier: [],
};

/** What Dan, a parent, is shown at a stage. The meeting is far ahead, so it is never late. */
export function sampleView(at: StageView, changes: Partial<View> = {}): View {
  return {
    n: 1,
    now: "2099-03-02T10:45:00Z",
    service: SERVICE,
    me: {
      id: PEOPLE.parent.id,
      fullName: "Dan Green",
      name: "Dan Green",
      role: "parent",
      side: "family",
      supports: null,
    },
    meeting: {
      id: sampleId("meeting"),
      startsAt: "2099-03-02T10:00:00Z",
      process: "mediation",
      child: "Amira",
      mediator: "Sam",
      invited: Object.values(PEOPLE),
      video: true,
      encryptionDemanded: false,
    },
    own: { easy: false, parents: [] },
    // The day of the next sitting is the mediator's to say.
    abilities: ABILITIES.filter((one) => one !== "planSitting"),
    seatRequest: null,
    at,
    ...changes,
  };
}

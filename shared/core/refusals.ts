/**
 * Every way the server can say no, as values. A refusal changes nothing; its words live in the
 * client's catalogue, total by type too. `rule` names the rule in docs/spec.md it serves.
 */
type RefusalFacts = { readonly status: number; readonly rule: string };

export const REFUSALS = {
  badInput: { status: 400, rule: "CORE-4" },
  tooMany: { status: 429, rule: "HTTP-3" },
  notYou: { status: 403, rule: "CORE-3" },
  notFound: { status: 404, rule: "CORE-3" },
  notNow: { status: 409, rule: "CORE-3" },
  outOfDate: { status: 409, rule: "CORE-5" },
  linkUnknown: { status: 404, rule: "LINK-2" },
  seatUnknown: { status: 401, rule: "LINK-3" },
  seatAsking: { status: 403, rule: "LINK-4" },
  openElsewhere: { status: 409, rule: "LINK-6" },
  rulesFirst: { status: 409, rule: "ADMIT-3" },
  badName: { status: 422, rule: "ADMIT-2" },
  badText: { status: 422, rule: "CORE-4" },
  locked: { status: 409, rule: "MOD-32" },
  noRoomOfYourOwn: { status: 409, rule: "ROOM-3" },
  tooManyRooms: { status: 409, rule: "ROOM-17" },
  roomInUse: { status: 409, rule: "ROOM-17" },
  keptApart: { status: 409, rule: "APART-3" },
  pointTold: { status: 409, rule: "CARRY-3" },
  childAlone: { status: 409, rule: "CHILD-6" },
  childStillHere: { status: 409, rule: "CHILD-5" },
  yesMissing: { status: 409, rule: "CHILD-9" },
  mediatorNeeded: { status: 422, rule: "ROOM-18" },
  sittingDate: { status: 422, rule: "MEET-2" },
  meetingOver: { status: 409, rule: "MOD-8" },
  agreementFrozen: { status: 409, rule: "AGR-5" },
  agreementNotFrozen: { status: 409, rule: "SIGN-1" },
  agreementEmpty: { status: 422, rule: "AGR-2" },
  issueNeedsText: { status: 422, rule: "AGR-2" },
  actionNeedsIssue: { status: 422, rule: "AGR-2" },
  clauseBroken: { status: 422, rule: "AGR-2" },
  actionNeedsText: { status: 422, rule: "AGR-2" },
  actionNeedsOwner: { status: 422, rule: "AGR-2" },
  actionNeedsDate: { status: 422, rule: "AGR-2" },
  actionNeedsKind: { status: 422, rule: "AGR-10" },
  actionNeedsAgreedDate: { status: 422, rule: "AGR-11" },
  ownerUnknown: { status: 422, rule: "AGR-2" },
  signerMissing: { status: 422, rule: "AGR-7" },
  textCannotBePrinted: { status: 422, rule: "AGR-2" },
  textTooLong: { status: 422, rule: "AGR-2" },
  dateNotPossible: { status: 422, rule: "AGR-9" },
  wrongVersion: { status: 409, rule: "SIGN-2" },
  notASigner: { status: 403, rule: "SIGN-3" },
  boxUnticked: { status: 422, rule: "SIGN-4" },
  mediatorLast: { status: 409, rule: "SIGN-5" },
  alreadySigned: { status: 409, rule: "SIGN-6" },
  complete: { status: 409, rule: "SIGN-7" },
  oldPage: { status: 409, rule: "HTTP-4" },
  fault: { status: 500, rule: "HTTP-5" },
} as const satisfies Readonly<Record<string, RefusalFacts>>;

export type RefusalCode = keyof typeof REFUSALS;

export function isRefusalCode(value: string): value is RefusalCode {
  return Object.hasOwn(REFUSALS, value);
}

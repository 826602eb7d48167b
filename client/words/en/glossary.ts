/** Words of this field for those who carry them into another language: what each one means. */
export const GLOSSARY_WORDS = {
  title: "Words you will hear",
  hint: "You can read this list at any time before you come in.",
} as const;

export const GLOSSARY: readonly { readonly term: string; readonly lines: readonly string[] }[] = [
  { term: "Mediation", lines: ["People talk and look for a way forward. No one takes a side."] },
  { term: "Mediator", lines: ["The one who leads the talk and helps both sides."] },
  {
    term: "SEN (special educational needs)",
    lines: ["A child needs more help to learn than most."],
  },
  { term: "EHC needs assessment", lines: ["The council finds out what help a child needs."] },
  {
    term: "EHC plan",
    lines: ["A paper that says what help a child gets. EHC is education, health and care."],
  },
  { term: "Section B", lines: ["The part of the plan that says what is hard for the child."] },
  { term: "Section F", lines: ["The part of the plan that says what help the child gets."] },
  { term: "Section I", lines: ["The part of the plan that names the school."] },
  { term: "LA (local authority)", lines: ["The council. It makes the plan."] },
  { term: "ICB (integrated care board)", lines: ["The part of the NHS that pays for care."] },
  { term: "SENCO", lines: ["The teacher who plans this help in a school."] },
  {
    term: "EP (educational psychologist)",
    lines: ["Someone who finds out how a child learns best."],
  },
  { term: "SENDIASS", lines: ["A free service that tells families what their rights are."] },
  { term: "Joint room", lines: ["The room where the two sides meet."] },
  { term: "Private break", lines: ["Time apart in a room of your own. No one asks why."] },
  { term: "Agreed action", lines: ["What will be done, by whom and by when."] },
  { term: "Mediation agreement", lines: ["The paper that says what all have agreed."] },
  {
    term: "Appeal to the SEND Tribunal",
    lines: ["A family asks judges to look at the plan again."],
  },
];

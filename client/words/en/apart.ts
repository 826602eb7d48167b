/** What one of two who must not meet reads; only the mediator's question names the other. */
export const TOGETHER_WORDS = {
  question: (name: string) => `May ${name} be in the joint room with you?`,
  part: (part: string) => `It is for this part: ${part}`,
  alone: "Only the mediator sees what you say. You can change your mind.",
  yes: "Yes, that is fine",
  no: "No, I would rather not",
  saidYes: "You said yes. It starts only if everyone asked says yes.",
  saidNo: "You said no. That is fine.",
  runningTitle: (name: string) => `${name} may be in the joint room with you now.`,
  runningHint: "You can stop this at any time. You then go to your own room.",
  stop: "Stop this now",
} as const;

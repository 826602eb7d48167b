/**
 * Words of getting ready: the name, who is with me, agreeing to the rules and asking about them.
 */
import { sentence } from "./people.ts";

export const prepareWords = {
  title: "Getting ready",
  progress: (step: string, of: string) => `Step ${step} of ${of}`,
  progressLabel: "Your steps",
  done: "done",
  steps: {
    name: "Your name",
    company: "With you",
    rules: "Our rules",
    devices: "Sound check",
  },
  back: "Back",
  goOn: "Save and go on",
  forMediatorTitle: "You lead this meeting",
  forMediator: "You take the same steps as everyone else. So you know what they see.",
  factsTitle: "Your meeting",
  when: "When",
  leads: "Who leads it",
  invited: "Who is asked to come",
  about: "About",
  yourSupport: "Your support",
  supportFor: (child: string) => `Support for ${child}`,
} as const;

export const nameWords = {
  heading: "What should we call you?",
  known: (fullName: string) => sentence(`We have you as ${fullName}`),
  label: "The name people will see",
  hint: "A first name is fine.",
  everyone: "Everyone in the meeting will see this name.",
} as const;

export const companyWords = {
  heading: "Who is with you in the room?",
  why: "We ask so that everyone knows who can hear. All of us get the same question.",
  question: "Choose one",
  alone: "I am on my own",
  together: "Someone is with me",
  label: "Who is with you?",
  hint: "For example: Ann Green, aunt. Everyone in the meeting will see this.",
  change: "If someone comes in later, just say so in the meeting.",
  nameFirst: "Write who is with you. Or choose that you are on your own.",
  chooseFirst: "Choose one of the two.",
} as const;

export const rulesWords = {
  heading: "How we talk here",
  intro: "These are the same for everyone. Take your time.",
  tick: "I agree to this and will keep to it",
  tickFirst: "Tick the box to go on. Or ask the mediator first.",
  askFirst: "I want to ask first",
} as const;

export const questionWords = {
  label: (mediator: string) => `What do you want to ask ${mediator}?`,
  hint: "Only the mediator will see this.",
  send: (mediator: string) => `Send to ${mediator}`,
  notNow: "Not now",
  asked: "You asked",
  waits: (mediator: string) => `${mediator} has your question. The answer will show here.`,
  answered: (mediator: string) => `${mediator} says`,
  answerCame: (mediator: string, answer: string) => `${mediator} has answered you: ${answer}`,
  askMore: "Ask something else",
  writeFirst: "Write your question first.",
} as const;

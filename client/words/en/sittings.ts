/** A meeting that goes on another day: when, and what people find there until then. */
export const SITTING_WORDS = {
  when: "When do we go on?",
  dayKnown: "On this day",
  dayOpen: "We do not know the day yet",
  day: "Day",
  time: "Time in London",
  missing: "Choose a day and a time, or say that you do not know yet.",
  laterHint: "You can set the day later, from the page you see after the end.",
  setTitle: "Set the day",
  setHint: "Everyone finds the day on their page. They use the same links.",
  set: "Set this day",
  change: "Change the day",
  changeHint: "You can change the day until you let the first person in.",
} as const;

export const GOES_ON_WORDS = {
  title: "We go on another day",
  heading: (day: string) => `We go on on ${day}`,
  thanks: "Thank you for being here. Talking like this is hard work.",
  sameLink: "Come back with the same link. All you wrote stays safe until then.",
  ready: "Get ready",
  readyHint: "You can get ready now or on the day. Then you wait until you are called.",
  earlierTitle: "Papers you can keep",
  download: (day: string) => `Download the agreement of ${day}`,
} as const;

/** The mediator's long list of people, rooms and acts: the way to each group of it. */
export const JUMP_WORDS = {
  label: "In this list",
  people: "To people here",
  rooms: "To rooms",
  words: "To words and turns",
  meeting: "To the meeting",
} as const;

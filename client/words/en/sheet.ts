/** What stands around the people: what is told and asked now, and what this room has for them. */
export const SHEET_WORDS = {
  below: "More in this room",
  label: "What is going on now",
  all: "Show all of it",
  less: "Show less of it",
} as const;

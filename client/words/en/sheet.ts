/** What is told and asked just now, between the people and the bar. */
export const SHEET_WORDS = {
  label: "What is going on now",
  all: "Show all of it",
  less: "Show less of it",
} as const;

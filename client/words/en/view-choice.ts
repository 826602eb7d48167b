/** How one sees and hears the others: one's own choice, that nobody else is told of. */
export const VIEW_CHOICE_WORDS = {
  open: (name: string) => `How I see and hear ${name}`,
  onlyMe: "Only you see and hear this change.",
  pin: (name: string) => `Show ${name} large`,
  unpin: (name: string) => `Show ${name} small again`,
  full: "Three people are large now. Make one small again first.",
  pinned: "Large for you",
  volume: (name: string) => `How loud ${name} is for you`,
  levels: ["Silent", "Very quiet", "Quiet", "A bit quieter", "As it comes"],
  quieter: (name: string) => `Make ${name} quieter`,
  louder: (name: string) => `Make ${name} louder`,
} as const;

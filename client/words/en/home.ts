/** The page at the address itself, and where no page is. */
export const homeWords = {
  title: "Welcome",
  heading: "A calm place to talk and agree",
  lead: "Families, councils and schools meet here with a mediator.",
  open: "Have you got a meeting? Open the link we sent you. It is just for you.",
  noLink: "If you cannot find your link, call the people who sent it. They can send a new one.",
  checkTitle: "Have you got a signed paper?",
  checkText: "You can see if it is the true one, with nothing changed.",
  check: "Check a paper",
  networkTitle: "Is this network new to you?",
  networkText: "You can see now if a meeting will work on it.",
  network: "Check a network",
  lostHeading: "This page is not here",
  lostText: "Open the link we sent you once more. It takes you to the right place.",
} as const;

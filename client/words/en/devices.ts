/**
 * Words of the device check. Every trouble is told as it is, with whose problem it is and what
 * helps; every part can be skipped.
 */
/**
 * `blocked`: the person, browser or system said no. `inUse`: another program holds it. `none`:
 * nothing is plugged in. `unsupported`: this app or an unsafe page has no access at all.
 */
export type Trouble = "blocked" | "inUse" | "none" | "unsupported" | "broken";

type Kind = "microphone" | "camera";
/** Where the settings are: told apart only to give the right steps. */
export type BrowserKind = "iphone" | "android" | "computer";

export const deviceWords = {
  heading: "Let's check your sound and picture",
  alone: "No one else can see or hear you yet.",
  part: (part: string) => `Part ${part} of 3`,
  skip: "Skip this part",
  goOnWithout: "Go on with my mic off",
  next: "Next",
  checkAgain: "Check again",
  tryAgain: "Try again",
  useAnother: "Use another one",
  unnamed: (count: string) => `Device ${count}`,

  outHeading: "Can you hear us?",
  outText: "We will play three soft notes. Turn your volume up a little.",
  play: "Play the notes",
  playAgain: "Play them again",
  playing: "Playing",
  heardIt: "Did you hear the notes?",
  yesHeard: "Yes, I heard them",
  notHeard: "No, I did not",
  notHeardHelp: "Turn the volume up. If you use headphones, check that they are plugged in.",
  notHeardMore: "You can choose another speaker here, then play the notes again.",
  speaker: "Speaker",
  noPlay: "This browser could not play the notes. You can go on and try in the meeting.",

  inHeading: "Can we hear you?",
  inText: "Your browser will ask to use the mic. Press Allow.",
  turnOnMic: "Turn on my mic",
  asking: "Your browser is asking you now. Press Allow.",
  sayHello: "Say hello.",
  weHear: "We can hear you.",
  notYet: "We can't hear you yet. Check that your mic is plugged in and not muted.",
  stillJoin: "You can still join and type instead.",
  level: "How loud you are",
  microphone: "Mic",

  pictureHeading: "Do you want to be seen?",
  pictureText: "You choose. You can join without a picture. That is OK.",
  turnOnCamera: "Turn on my camera",
  seeYou: "This is how others will see you. No one sees it yet.",
  turnOffCamera: "Turn my camera off",
  yourPicture: "Your picture",
  cameraIsOff: "Your camera is off. That is OK.",
  camera: "Camera",

  readyHeading: "You are ready",
  readyText: "This is what we found. You choose how to go in later.",
  readyMediator: "You start with mic and camera off. Turn them on in the room.",
  micWorks: "Your mic works.",
  micOff: "Your mic is off.",
  cameraWorks: "Your camera works.",
  cameraOff: "Your camera is off.",
  soundWorks: "You can hear us.",
  cannotLock: "This browser is too old to lock sound and picture. You can still join.",
  cannotLockMore: "Everyone will be told. A newer browser is safer.",
  soundSkipped: "You did not check the sound.",
  arrive: "Go to the waiting room",
  arriveMediator: "Go to the meeting room",
} as const;

const NAMES: Readonly<Record<Kind, string>> = { microphone: "mic", camera: "camera" };
const DEVICE: Readonly<Record<BrowserKind, string>> = {
  iphone: "phone or tablet",
  android: "phone or tablet",
  computer: "computer",
};

/** What is wrong, in one or two sentences. */
export function troubleText(trouble: Trouble, kind: Kind, browser: BrowserKind): string {
  const name = NAMES[kind];
  switch (trouble) {
    case "blocked":
      return `Your ${DEVICE[browser]} is not letting us use the ${name}. Here is how to turn it on.`;
    case "inUse":
      return `Some other app or page has your ${name} now.`;
    case "none":
      return `We looked but there is no ${name} on your ${DEVICE[browser]}.`;
    case "unsupported":
      return `This app can't open the ${name}.`;
    case "broken":
      return `Your ${name} did not start. We do not know why.`;
  }
}

/** What helps, step by step. */
export function troubleSteps(
  trouble: Trouble,
  kind: Kind,
  browser: BrowserKind,
): readonly string[] {
  const name = NAMES[kind];
  switch (trouble) {
    case "blocked":
      return blockedSteps(name, browser);
    case "inUse":
      return ["Close Teams, Zoom and other calls.", "Then press Try again."];
    case "none":
      return [
        `If you have a ${name}, plug it in.`,
        "Then press Try again.",
        "Or go on without it. That is OK.",
      ];
    case "unsupported":
      return ["Open your link in Safari or Chrome.", "Or go on without it. That is OK."];
    case "broken":
      return ["Press Try again.", "If it stays like this, restart your browser."];
  }
}

function blockedSteps(name: string, browser: BrowserKind): readonly string[] {
  switch (browser) {
    case "iphone":
      return [
        "Press the sign beside the address of this page.",
        "Open the settings for this website.",
        `Set the ${name} to Allow.`,
        "Then press Try again.",
      ];
    case "android":
      return [
        "Press the sign beside the address of this page.",
        "Open Permissions.",
        `Turn on the ${name}.`,
        "Then press Try again.",
      ];
    case "computer":
      return [
        "Look for a small sign beside the address of this page.",
        `Click it and set the ${name} to Allow.`,
        "Then press Try again.",
      ];
  }
}

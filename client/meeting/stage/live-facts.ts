/** What the call knows of people and of oneself, as the stage is given it. */

/** Shows a moving picture in an element; the answer takes it away again. */
export type Picture = (element: HTMLVideoElement) => () => void;

export type HeardPerson = {
  readonly microphone: boolean;
  readonly speaking: boolean;
  readonly picture: Picture | null;
  /** Their line, or one's own, is poor. */
  readonly weak: boolean;
};

export type Own = HeardPerson & {
  /** The camera runs, but this person does not want to see themself. */
  readonly hidden: boolean;
};

export type CallPhase = "off" | "connecting" | "connected" | "reconnecting" | "typing";

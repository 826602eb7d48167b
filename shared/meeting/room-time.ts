/** Times that are said in words: minutes somebody chose, and when they will be over. */
import * as z from "zod/mini";
import { MINUTE_CHOICES } from "../contract/desk.ts";

const MINUTE = 60_000;

export const minuteChoice = z.literal([...MINUTE_CHOICES]);

/** The time so many minutes after another. */
export function later(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * MINUTE).toISOString();
}

/** A side away longer than this without a word of when it is back: the mediator is reminded. */
export const AWAY_PROMPT_MINUTES = 20;
/** People talking in the joint room longer than this: the mediator is reminded of a break. */
export const JOINT_PROMPT_MINUTES = 60;
/** A stop shorter than this is no break. */
export const SHORT_STOP_MINUTES = 5;

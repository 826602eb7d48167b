/** Times that are said in words: minutes somebody chose, and when they will be over. */
import * as z from "zod/mini";
import { MINUTE_CHOICES } from "../contract/desk.ts";

const MINUTE = 60_000;

export const minuteChoice = z.literal([...MINUTE_CHOICES]);

/** The time so many minutes after another. */
export function later(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * MINUTE).toISOString();
}

/** A stop shorter than this is no break. */
export const SHORT_STOP_MINUTES = 5;

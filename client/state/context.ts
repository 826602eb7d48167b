/**
 * How a part of the page reaches what its page made: given by context, closed by the page, never
 * a module's own variable.
 */
import { createContext } from "svelte";
import type { Announcements } from "../ui/announcements.svelte.ts";
import type { Devices } from "./devices.svelte.ts";
import type { Meeting } from "./meeting.svelte.ts";

export const [getMeeting, setMeeting] = createContext<Meeting>();
export const [getDevices, setDevices] = createContext<Devices>();
export const [getAnnouncements, setAnnouncements] = createContext<Announcements>();

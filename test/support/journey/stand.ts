/**
 * Where a journey takes place: `npm start` with data of its own, one Chromium, four people. The
 * walk's pages are looked at on the way by one survey. Ended by `stop()`.
 */
import type { Browser } from "playwright-core";

import type { LiveKitAccess } from "../livekit-server.ts";
import { newDataFolder, type ReadyLine, Started, stopAll } from "../started.ts";
import { drawnCamera, openBrowser } from "./browser.ts";
import { Survey } from "./survey.ts";
import { DESK, PHONE, type Size, Visitor } from "./visitor.ts";

export type People = {
  readonly mediator: Visitor;
  readonly parent: Visitor;
  readonly advocate: Visitor;
  readonly officer: Visitor;
};

export type Stand = {
  readonly url: string;
  readonly people: People;
  readonly survey: Survey;
  /** The link of whoever has this role in the demo, as printed by the start. */
  readonly linkOf: (role: string) => string;
  /** Somebody who comes without a link. */
  readonly stranger: () => Promise<Visitor>;
  /** One more person, with a browser of their own or at somebody's. */
  readonly another: (name: string, beside?: Visitor) => Promise<Visitor>;
  /** Errors that any page reported by itself, in the order of the people. */
  readonly faults: readonly string[];
  readonly stop: () => Promise<void>;
};

export type StandOptions = {
  /** A video server that is there already; without it the start brings its own. */
  readonly livekit?: LiveKitAccess;
  /** Where pictures of the pages go, with drawn people in them; null for none. */
  readonly pictures: string | null;
};

function videoSettings(livekit: LiveKitAccess | undefined): Readonly<Record<string, string>> {
  if (livekit === undefined) return {};
  const { url, apiKey, apiSecret } = livekit;
  return { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret };
}

async function bring(browser: Browser, drawn: boolean): Promise<People> {
  const come = async (name: string, size: Size): Promise<Visitor> =>
    Visitor.come(browser, name, size, drawn ? await drawnCamera(name) : null);
  return {
    mediator: await come("Sam", DESK),
    parent: await come("Amara", PHONE),
    advocate: await come("Dan", DESK),
    officer: await come("Priya", DESK),
  };
}

function linkIn({ people }: ReadyLine, role: string): string {
  const found = people.find((one) => one.role === role);
  if (found === undefined) throw new Error(`no link for the ${role}`);
  return found.link;
}

export async function openStand({ livekit, pictures }: StandOptions): Promise<Stand> {
  const data = newDataFolder();
  const started = new Started({ dataDir: data.path, env: videoSettings(livekit) });
  let browser: Browser | null = null;
  const stop = async (): Promise<void> => {
    await browser?.close();
    await stopAll([started]);
    data.remove();
  };
  try {
    const ready = await started.ready();
    const opened = await openBrowser();
    browser = opened;
    const people = await bring(opened, pictures !== null);
    const visitors: Visitor[] = Object.values(people);
    return {
      url: ready.url,
      people,
      stranger: () => Visitor.come(opened, "Somebody", PHONE),
      async another(name, beside) {
        const visitor = (await beside?.beside(name)) ?? (await Visitor.come(opened, name, PHONE));
        visitors.push(visitor);
        return visitor;
      },
      get faults() {
        return visitors.flatMap(({ faults }) => faults);
      },
      survey: new Survey(pictures),
      linkOf: (role) => linkIn(ready, role),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The service's settings as this process last read them, and the taking over of a change into
 * the meetings that are open. Another process may change them (`npm run settings`): the store is
 * looked at now and then.
 */
import * as z from "zod/mini";

import type { CaseId } from "#shared/core/ids.ts";
import {
  FIRST_SETTINGS,
  type ServiceSettings,
  type SettingsInForce,
  settingsSchema,
} from "#shared/meeting/settings.ts";
import { decideSettings } from "#shared/meeting/take-settings.ts";

import type { CaseBook } from "./case-book.ts";
import type { Execute } from "./execute.ts";
import type { Bus, SettingsRow, Store } from "./ports.ts";
import { newId } from "./random-ids.ts";

const changesSchema = z.record(z.string(), z.unknown());

/** What was set, without what is as at first. */
export function changesIn(row: SettingsRow | null): Readonly<Record<string, unknown>> {
  return changesSchema.parse(JSON.parse(row?.changes ?? "{}"));
}

/** What the row holds, whole. Throws at what this version of Accord does not know. */
function settingsIn(row: SettingsRow | null): SettingsInForce {
  if (row === null) return FIRST_SETTINGS;
  const parsed = settingsSchema.safeParse(changesIn(row));
  if (parsed.success) return { version: row.version, settings: parsed.data };
  throw new Error(`Version ${String(row.version)} of the settings was stored by another Accord.`);
}

export type ServiceBook = {
  now(): SettingsInForce;
  /** Reads what is stored; true when it is newer than what was known. */
  read(): Promise<boolean>;
};

/** To be read once before it is asked. */
export async function openServiceBook(store: Pick<Store, "serviceSettings">): Promise<ServiceBook> {
  let known = settingsIn(await store.serviceSettings());
  return {
    now: () => known,
    async read() {
      const row = await store.serviceSettings();
      if ((row?.version ?? 0) <= known.version) return false;
      known = settingsIn(row);
      return true;
    },
  };
}

export type SettingsDesk = {
  readonly book: CaseBook;
  readonly bus: Bus;
  readonly execute: Execute;
  readonly service: ServiceBook;
};

async function takeOver({ book, execute, service }: SettingsDesk, caseId: CaseId): Promise<void> {
  const meetings = Object.values(book.known(caseId)?.state.meetings ?? {});
  for (const { id, status, settings } of meetings) {
    if (status !== "open" || settings.version >= service.now().version) continue;
    await execute({
      caseId,
      actor: "system",
      commandId: newId("command"),
      decide: ({ state }, context) => {
        const meeting = state.meetings[id];
        if (meeting === undefined) return { ok: true, events: [] };
        return decideSettings(state, meeting, service.now(), context);
      },
    });
  }
}

/** Brings every open meeting to the settings in force, and new words of the service to its pages. */
export async function followSettings(desk: SettingsDesk): Promise<void> {
  const changed = await desk.service.read();
  for (const caseId of desk.book.knownCases()) {
    await takeOver(desk, caseId);
    if (changed) desk.bus.announce(caseId);
  }
}

/** What families read of the service: as set, or as the environment says. */
export function nameAndPhone(
  { serviceName, servicePhone }: ServiceSettings,
  first: { readonly name: string; readonly phone: string | undefined },
): { readonly name: string; readonly phone: string } {
  return { name: serviceName ?? first.name, phone: servicePhone ?? first.phone ?? "" };
}

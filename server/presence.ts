/**
 * What is momentary: who has a live page, and what the video server's own list says. In memory
 * only, never in the log; whoever shows it is told when it changes.
 */
import type { CaseId, EarId, OpeningId, PersonId } from "#shared/core/ids.ts";
import type { Presence } from "#shared/meeting/viewing.ts";

export type PresenceBoard = {
  of(caseId: CaseId): Omit<Presence, "chat">;
  setOnline(caseId: CaseId, person: PersonId, online: boolean): void;
  /** Whether this person's live page can encrypt. It is remembered while the page is away. */
  setEncrypts(caseId: CaseId, person: PersonId, encrypts: boolean): void;
  /** A page of this person has said here that it can. */
  saidToEncrypt(caseId: CaseId, person: PersonId): boolean;
  /** What the video server's list says of an opening; `caseId` is null once nobody's case has it. */
  setEars(
    caseId: CaseId | null,
    opening: OpeningId,
    heard: { readonly known: readonly EarId[]; readonly strangers: number },
  ): void;
  setVideoServer(state: Presence["videoServer"]): void;
  /** Called after every change; `null` means every case may be concerned. */
  onChange(listener: (caseId: CaseId | null) => void): void;
};

export function createPresenceBoard(video: Presence["videoServer"]): PresenceBoard {
  const online = new Map<CaseId, ReadonlySet<PersonId>>();
  const plain = new Map<CaseId, ReadonlySet<PersonId>>();
  const able = new Map<CaseId, ReadonlySet<PersonId>>();
  const ears = new Map<OpeningId, ReadonlySet<EarId>>();
  const strangers = new Map<OpeningId, number>();
  const listeners: ((caseId: CaseId | null) => void)[] = [];
  const nobody: ReadonlySet<PersonId> = new Set();
  let videoServer = video;

  const changed = (caseId: CaseId | null): void => {
    for (const listener of listeners) listener(caseId);
  };

  return {
    of: (caseId) => ({
      online: online.get(caseId) ?? nobody,
      plain: plain.get(caseId) ?? nobody,
      ...{ ears, strangers, videoServer },
    }),
    setOnline(caseId, person, isOnline) {
      if (putIn(online, caseId, person, isOnline)) changed(caseId);
    },
    setEncrypts(caseId, person, encrypts) {
      putIn(able, caseId, person, encrypts);
      if (putIn(plain, caseId, person, !encrypts)) changed(caseId);
    },
    saidToEncrypt: (caseId, person) => able.get(caseId)?.has(person) === true,
    setEars(caseId, opening, heard) {
      if (caseId === null || (heard.known.length === 0 && heard.strangers === 0)) {
        ears.delete(opening);
        strangers.delete(opening);
      } else {
        ears.set(opening, new Set(heard.known));
        strangers.set(opening, heard.strangers);
      }
      if (caseId !== null) changed(caseId);
    },
    setVideoServer(state) {
      if (videoServer === state) return;
      videoServer = state;
      changed(null);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** Returns whether that changed anything. */
function putIn(
  sets: Map<CaseId, ReadonlySet<PersonId>>,
  caseId: CaseId,
  person: PersonId,
  belongs: boolean,
): boolean {
  const people = new Set(sets.get(caseId));
  if (people.has(person) === belongs) return false;
  if (belongs) people.add(person);
  else people.delete(person);
  if (people.size === 0) sets.delete(caseId);
  else sets.set(caseId, people);
  return true;
}

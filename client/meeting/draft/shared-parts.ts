/** What a part that people write in together is given: fields, who writes, what may be done. */
import type { PersonLine } from "#shared/contract/view.ts";
import type { PersonId } from "#shared/core/ids.ts";
import { SAVE_WORDS } from "../../words/en/draft.ts";

export type SharedFieldHandle = {
  readonly key: string;
  readonly text: string;
  bind(element: HTMLTextAreaElement): () => void;
};

export type Writing = {
  readonly field: (id: string) => SharedFieldHandle;
  /** The others who write in a field, by its key. */
  readonly writers: (key: string) => readonly PersonId[];
  readonly owners: readonly PersonLine[];
  /** Those in this room, by the names they go by. */
  readonly here: readonly PersonLine[];
  /** Whether this person may write here now. */
  readonly writable: boolean;
};

/** "Sam is writing here.", null when nobody else is. */
export function writingWords({ writers, here }: Writing, key: string): string | null {
  const ids = writers(key);
  const names = here.filter((one) => ids.includes(one.id)).map((one) => one.name);
  return names.length === 0 ? null : SAVE_WORDS.writing(names);
}

export function nameOf({ owners }: Writing, id: string): string | null {
  return owners.find((one) => one.id === id)?.name ?? null;
}

/** Choices of a list of people, with "nobody" first. */
export function ownerOptions(
  { owners }: Writing,
  nobody: string,
): readonly { readonly id: string; readonly label: string }[] {
  return [{ id: "", label: nobody }, ...owners.map(({ id, name }) => ({ id, label: name }))];
}

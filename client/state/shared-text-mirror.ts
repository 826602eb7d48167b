/**
 * Plain frozen copies of what a shared document holds, renewed entry by entry as it changes.
 * Components get these and never a piece of Yjs.
 */
import * as Y from "yjs";

export type PlainEntries = Readonly<Record<string, unknown>>;

type Roots = { readonly maps: readonly string[]; readonly texts: readonly string[] };
type Change = Y.YEvent<Y.AbstractType<unknown>>;

export class Mirror {
  readonly #doc: Y.Doc;
  readonly #plain = new Map<string, PlainEntries>();
  readonly #ends: (() => void)[] = [];

  /** `changed` hears which fields changed, and whether by this browser's person. */
  constructor(
    doc: Y.Doc,
    { maps, texts }: Roots,
    changed: (fields: readonly string[], isOwn: boolean) => void,
  ) {
    this.#doc = doc;
    for (const root of maps) {
      const map = doc.getMap<unknown>(root);
      const listen = (events: Change[], { local }: Y.Transaction): void => {
        this.#renew(root, events);
        changed(events.flatMap(fieldsOf), local);
      };
      this.#plain.set(root, Object.freeze(plainEntries(map, [...map.keys()])));
      map.observeDeep(listen);
      this.#ends.push(() => {
        map.unobserveDeep(listen);
      });
    }
    for (const root of texts) {
      const text = doc.getText(root);
      const listen = (_events: unknown, { local }: Y.Transaction): void => {
        changed([root], local);
      };
      text.observeDeep(listen);
      this.#ends.push(() => {
        text.unobserveDeep(listen);
      });
    }
  }

  entries(root: string): PlainEntries {
    return this.#plain.get(root) ?? {};
  }

  /** The value of a field as words: "" when it is gone. */
  words(field: string): string {
    const at = field.lastIndexOf(".");
    const [id, name] = [field.slice(0, at), field.slice(at + 1)];
    for (const entries of this.#plain.values()) {
      const entry = entries[id];
      if (typeof entry !== "object" || entry === null || !Object.hasOwn(entry, name)) continue;
      return plainWords(Object.entries(entry).find(([key]) => key === name)?.[1]);
    }
    const root = this.#doc.share.get(field);
    return root instanceof Y.Text ? root.toJSON() : "";
  }

  end(): void {
    for (const end of this.#ends) end();
  }

  #renew(root: string, events: readonly Change[]): void {
    const ids = new Set(events.flatMap((event) => idsOf(event)));
    const kept = Object.entries(this.entries(root)).filter(([id]) => !ids.has(id));
    const fresh = plainEntries(this.#doc.getMap(root), [...ids]);
    this.#plain.set(root, Object.freeze({ ...Object.fromEntries(kept), ...fresh }));
  }
}

function plainWords(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function plainEntries(map: Y.Map<unknown>, ids: readonly string[]): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const id of ids) {
    const value = map.get(id);
    if (!map.has(id)) continue;
    plain[id] = value instanceof Y.Map ? Object.freeze(value.toJSON()) : null;
  }
  return plain;
}

/** Entries an event of a map's inside concerns. */
function idsOf(event: Change): readonly string[] {
  const [id] = event.path;
  return id === undefined ? [...event.changes.keys.keys()] : [String(id)];
}

/** Fields an event concerns, as "entry.field". */
function fieldsOf(event: Change): readonly string[] {
  const path = event.path.map(String);
  if (path.length === 0)
    return [...event.changes.keys.keys()].flatMap((id) => textFields(event, id));
  if (path.length > 1) return [path.join(".")];
  return [...event.changes.keys.keys()].map((name) => [...path, name].join("."));
}

/** Of an entry that came or went as a whole, the field with its words. */
function textFields(event: Change, id: string): readonly string[] {
  const came = event.target instanceof Y.Map && event.target.has(id);
  return came ? [`${id}.text`] : [];
}

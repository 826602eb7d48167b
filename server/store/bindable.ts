/**
 * What may be handed to a database as a value; both adapters pass every value through here.
 * Must never let a value by that one database would keep and the other refuse, or that either
 * would change in silence.
 */
export type Bindable = string | number | bigint | Uint8Array | null;

/** A fault of the caller: the edge should have refused such a value. */
class UnstorableValue extends Error {
  override readonly name = "UnstorableValue";
}

/** The value as a database takes it; true and false become 1 and 0. Throws UnstorableValue. */
export function bindable(value: unknown): Bindable {
  if (value === null || typeof value === "bigint" || value instanceof Uint8Array) return value;
  if (typeof value === "string") return storableText(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  // node:sqlite would store NaN as NULL.
  if (typeof value === "number" && Number.isFinite(value)) return value;
  // An object would be taken for named parameters there, and shift every column by one.
  throw new UnstorableValue(`a value of type ${typeof value} cannot be stored`);
}

function storableText(text: string): string {
  if (text.includes("\u0000")) throw new UnstorableValue("text holds U+0000");
  if (!text.isWellFormed()) throw new UnstorableValue("text holds half of a surrogate pair");
  return text;
}

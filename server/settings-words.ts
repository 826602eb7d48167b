/**
 * The operator's side of the settings: what was written as `name=value` becomes a whole set of
 * changes or sentences about what is wrong with it; and the list of what there is.
 */
import { FIRST_SETTINGS, type ServiceSettings, settingsSchema } from "#shared/meeting/settings.ts";

type Name = keyof ServiceSettings;
type Changes = Readonly<Record<string, unknown>>;

/** Total by type: a new setting does not compile until it is described. */
const MEANING: Readonly<Record<Name, string>> = {
  serviceName: "What families read as the name of the service.",
  servicePhone: "The phone number families are given.",
  style: "How new meetings are held: joint, or shuttle (each side in its own room).",
  paperLabel: "What the agreed paper is called. Empty: as the process calls it.",
  awayReminderMinutes: "A whole side is away for so long: the mediator is reminded.",
  breakReminderMinutes: "People have talked for so long: the mediator is reminded of a break.",
  mediatorGraceSeconds:
    "A mediator's page is gone for so long: sound waits; twice as long again: sides go apart.",
  encryptionDemanded:
    "New meetings demand encryption: a browser that cannot has no sound and picture there.",
};

function isName(text: string): text is Name {
  return Object.hasOwn(MEANING, text);
}

const YES_OR_NO = { yes: true, no: false } as const;

function isYesOrNo(text: string): text is keyof typeof YES_OR_NO {
  return Object.hasOwn(YES_OR_NO, text);
}

function shown(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

/** As the schema wants it. What is no number stays text, and the schema says what it must be. */
function valueOf(name: Name, text: string): unknown {
  const first = FIRST_SETTINGS.settings[name];
  if (typeof first === "boolean" && isYesOrNo(text)) return YES_OR_NO[text];
  return typeof first === "number" && /^\d{1,6}$/.test(text) ? Number(text) : text;
}

export type Asked =
  | { readonly ok: true; readonly changes: Changes }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * What is stored with these words added to what was stored before. `name=` takes a setting back
 * to its first value.
 */
export function changesFrom(before: Changes, words: readonly string[]): Asked {
  const problems: string[] = [];
  const next = new Map(Object.entries(before));
  const seen = new Set<string>();
  for (const word of words) {
    const [, name = "", text = ""] = /^([^=]+)=(.*)$/su.exec(word) ?? [];
    if (name === "") problems.push(`"${word}": write it as name=value`);
    else if (!isName(name)) problems.push(`${name}: there is no such setting`);
    else if (seen.has(name)) problems.push(`${name}: was given twice`);
    else if (text.trim() === "") next.delete(name);
    else next.set(name, valueOf(name, text.trim()));
    seen.add(name);
  }
  const changes = Object.fromEntries(next);
  const issues = settingsSchema.safeParse(changes).error?.issues ?? [];
  for (const { path, message } of issues) problems.push(`${path.join(".")}: ${message}`);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, changes };
}

/** Every setting with its value and what it does; a mark at those that were changed. */
export function listOf(
  settings: ServiceSettings,
  changes: Changes,
  first: Readonly<Partial<Record<Name, string>>>,
): string {
  const lines = Object.entries(MEANING).flatMap(([name, meaning]) => {
    if (!isName(name)) return [];
    const value = shown(settings[name] ?? first[name] ?? "");
    const changed = Object.hasOwn(changes, name) ? "  (changed)" : "";
    return [`${name}=${value}${changed}`, `  ${meaning}`];
  });
  return `${lines.join("\n")}\n`;
}

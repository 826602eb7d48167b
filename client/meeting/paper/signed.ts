/** What a signer gives on the page, and where it says what the server said no to. */
import { REFUSAL_WORDS } from "../../words/en/refusals.ts";
import type { Answer } from "../doing.ts";
import { unprintable } from "./unprintable.ts";

/** The version and the hash are added by whoever read the text. */
export type Signed = {
  readonly typedName: string;
  readonly post: string;
  readonly ticked: boolean;
};

/** `field` is null when it is about no field in particular. */
export type SignProblem = { readonly field: "typedName" | "post" | null; readonly words: string };

type No = Extract<Answer, { readonly ok: false }>;

export function signProblem({ code, about = "" }: No, { typedName, post }: Signed): SignProblem {
  if (code === "badName") {
    return { field: about === "post" ? "post" : "typedName", words: REFUSAL_WORDS.badName };
  }
  if (code !== "textCannotBePrinted") return { field: null, words: REFUSAL_WORDS[code] };
  const { character, words } = unprintable(about);
  // As the server reads it: a letter and its accent may have been typed as two.
  const holds = (text: string): boolean => text.normalize("NFC").includes(character);
  const field = holds(typedName) ? "typedName" : holds(post) ? "post" : null;
  return { field, words };
}

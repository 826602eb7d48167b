/**
 * Joins a native textarea to a shared text. The browser stays in charge of typing: what it did
 * is read from the field and written to the text as one change. While a word is being composed
 * (accents, Chinese, a phone's keyboard) the field is not touched; what others write then waits.
 */
import type * as Y from "yjs";

import { Alignment } from "./shared-text-alignment.ts";
import { difference } from "./shared-text-difference.ts";

export type Binding = {
  readonly element: HTMLTextAreaElement;
  readonly text: Y.Text;
  /** Runs a change of the text as the person's own; false when it may not be written now. */
  change(edit: () => void): boolean;
  undo(): void;
  redo(): void;
  focused(isFocused: boolean): void;
};

/** A carriage return cannot be shown in a field; a space keeps the lengths equal. */
const shownOf = (text: Y.Text): string => text.toJSON().replaceAll("\r", " ");

/** Starts the joining; the returned function ends it. */
export function bindField(binding: Binding): () => void {
  const field = new BoundField(binding);
  return () => {
    field.end();
  };
}

class BoundField {
  readonly #binding: Binding;
  readonly #listening = new AbortController();
  #shown = "";
  #alignment = new Alignment(0);
  #composing = false;
  #writing = false;

  constructor(binding: Binding) {
    this.#binding = binding;
    const { element, text } = binding;
    text.observe(this.#changed);
    const { signal } = this.#listening;
    element.addEventListener("input", this.#typed, { signal });
    element.addEventListener("compositionstart", this.#composes, { signal });
    element.addEventListener("compositionend", this.#composed, { signal });
    element.addEventListener("beforeinput", this.#history, { signal });
    element.addEventListener("keydown", this.#keys, { signal });
    element.addEventListener("focus", this.#focuses, { signal });
    element.addEventListener("blur", this.#focuses, { signal });
    this.#render();
    if (element.ownerDocument.activeElement === element) binding.focused(true);
  }

  end(): void {
    this.#listening.abort();
    this.#binding.text.unobserve(this.#changed);
    this.#binding.focused(false);
  }

  readonly #changed = (event: Y.YTextEvent): void => {
    if (this.#writing) return;
    let at = 0;
    for (const { retain, insert, delete: gone } of event.delta) {
      at += retain ?? 0;
      if (typeof insert === "string") {
        this.#alignment.storedInsert(at, insert.length);
        at += insert.length;
      }
      if (gone !== undefined) this.#alignment.storedDelete(at, gone);
    }
    if (!this.#composing) this.#render();
  };

  readonly #typed = (): void => {
    const { element, text } = this.#binding;
    const after = element.value;
    const found = difference(this.#shown, after, element.selectionEnd);
    if (found === null) return;
    this.#writing = true;
    const done = this.#binding.change(() => {
      const { at, removed, inserted } = found;
      const { deletes, insertAt } = this.#alignment.shownReplace(at, removed, inserted.length);
      for (const { at: from, length } of deletes) text.delete(from, length);
      if (inserted !== "") text.insert(insertAt, inserted);
      this.#shown = after;
    });
    this.#writing = false;
    if (!done || (!this.#composing && !this.#alignment.isExact)) this.#render();
  };

  readonly #composes = (): void => {
    this.#composing = true;
  };

  readonly #composed = (): void => {
    this.#composing = false;
    this.#typed();
    this.#render();
  };

  readonly #focuses = (event: Event): void => {
    this.#binding.focused(event.type === "focus");
  };

  /** Shows the stored text; the caret stays between the same letters. */
  #render(): void {
    const { element, text } = this.#binding;
    const value = shownOf(text);
    if (element.value !== value) {
      const { selectionStart, selectionEnd, selectionDirection, scrollTop } = element;
      const start = this.#alignment.toStored(selectionStart);
      const end = this.#alignment.toStored(selectionEnd);
      element.value = value;
      // Elsewhere some browsers would take the focus for this.
      if (element.ownerDocument.activeElement === element) {
        element.setSelectionRange(start, end, selectionDirection);
      }
      element.scrollTop = scrollTop;
    }
    this.#shown = value;
    this.#alignment = new Alignment(value.length);
  }

  /** The browser's own undo knows nothing of the others. */
  readonly #history = (event: InputEvent): void => {
    if (event.inputType === "historyUndo") this.#instead(event, "undo");
    if (event.inputType === "historyRedo") this.#instead(event, "redo");
  };

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === "z") this.#instead(event, event.shiftKey ? "redo" : "undo");
    if (key === "y" && event.ctrlKey) this.#instead(event, "redo");
  };

  #instead(event: Event, what: "undo" | "redo"): void {
    event.preventDefault();
    if (!this.#composing) this.#binding[what]();
  }
}

/** A text box bound to a shared text: caret, composition, and others who write meanwhile. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type * as Y from "yjs";

import { SharedText } from "../../client/state/shared-text.svelte.ts";
import SharedField from "../../client/ui/SharedField.svelte";
import { idFrom } from "#shared/core/ids.ts";

import { createLoopback, type Loopback } from "./shared-loopback.ts";

const LETTERS = "a".repeat(26);
const ME = idFrom("person", LETTERS);

let server: Loopback;
let shared: SharedText;
let theirs: Y.Text;
let element: HTMLTextAreaElement;

async function openField(words: string): Promise<void> {
  theirs.insert(0, words);
  shared = new SharedText({
    url: "ws://loopback",
    document: idFrom("document", LETTERS),
    kind: "notebook",
    person: ME,
    socket: server.socket,
  });
  await vi.waitFor(() => {
    expect(shared.writable).toBe(true);
  });
  const field = shared.rootField("text");
  const screen = await render(SharedField, { field, label: "Our notes" });
  const found = screen.getByLabelText("Our notes").element();
  if (!(found instanceof HTMLTextAreaElement)) throw new Error("no text box");
  element = found;
  element.focus();
}

beforeEach(() => {
  server = createLoopback();
  theirs = server.doc.getText("text");
});
afterEach(() => {
  shared.destroy();
});

describe("typing", () => {
  it("[DOC-17] what is typed, replaced and deleted reaches the others, and back", async () => {
    await openField("Dear all");
    element.setSelectionRange(8, 8);
    await userEvent.keyboard("!");
    element.setSelectionRange(0, 4);
    await userEvent.keyboard("Hello");
    expect(theirs.toJSON()).toBe("Hello all!");
    await userEvent.keyboard("{Backspace}{Delete}");
    expect(theirs.toJSON()).toBe("Hellall!");
    expect(element.value).toBe("Hellall!");
  });

  it("[DOC-17] equal letters go where the caret is", async () => {
    await openField("aaaa");
    element.setSelectionRange(1, 1);
    const places: (number | undefined)[] = [];
    theirs.observe(({ delta }) => places.push(delta[0]?.retain));
    await userEvent.keyboard("a");
    expect(places).toEqual([1]);
    expect(element.selectionStart).toBe(2);
  });

  it("[DOC-17] characters of two halves are never cut", async () => {
    await openField("🙂🙃");
    element.value = "🙂🙂";
    element.setSelectionRange(4, 4);
    element.dispatchEvent(new InputEvent("input"));
    expect(theirs.toJSON()).toBe("🙂🙂");
  });

  it("[DOC-20] undo takes back one's own words and leaves the others'", async () => {
    await openField("");
    await userEvent.keyboard("mine");
    theirs.insert(4, " and theirs");
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(element.value).toBe(" and theirs");
    await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    expect(theirs.toJSON()).toBe("mine and theirs");
  });

  it("[DOC-7] what may not be written goes back to what is stored", async () => {
    await openField("fixed");
    server.close(4403);
    expect(shared.writable).toBe(false);
    element.setSelectionRange(5, 5);
    await userEvent.keyboard("!");
    expect(element.value).toBe("fixed");
    expect(theirs.toJSON()).toBe("fixed");
  });
});

describe("others in the same field", () => {
  it("[DOC-17] the caret stays between the same letters", async () => {
    await openField("one three");
    element.setSelectionRange(4, 9, "backward");
    theirs.insert(0, "zero ");
    theirs.insert(9, "two ");
    theirs.delete(0, 2);
    expect(element.value).toBe("ro one two three");
    const { selectionStart, selectionEnd, selectionDirection } = element;
    expect([selectionStart, selectionEnd, selectionDirection]).toEqual([7, 16, "backward"]);
  });

  it("[DOC-17] typing goes on where it was while others write before and at the caret", async () => {
    await openField("start end");
    element.setSelectionRange(6, 6);
    for (const [at, letter] of Array.from("middle ").entries()) {
      await userEvent.keyboard(letter === " " ? "[Space]" : letter);
      theirs.insert(0, String(at));
    }
    expect(element.value).toBe("6543210start middle end");
    expect(theirs.toJSON()).toBe(element.value);
  });

  it("[DOC-17] the caret is not taken to a field one is not in", async () => {
    await openField("text");
    element.blur();
    theirs.insert(0, "more ");
    expect(element.value).toBe("more text");
    expect(document.activeElement).not.toBe(element);
  });
});

describe("composing", () => {
  const compose = (value: string, caret: number): void => {
    element.value = value;
    element.setSelectionRange(caret, caret);
    element.dispatchEvent(new InputEvent("input", { isComposing: true }));
  };
  const begin = (): unknown => element.dispatchEvent(new CompositionEvent("compositionstart"));
  const finish = (): unknown => element.dispatchEvent(new CompositionEvent("compositionend"));

  it("[DOC-17] the field is left alone while composing, and nobody's words are lost", async () => {
    await openField("ab");
    element.setSelectionRange(1, 1);
    begin();
    compose("anb", 2);
    theirs.insert(0, "XX");
    theirs.insert(theirs.length, "YY");
    expect(element.value).toBe("anb");
    compose("anib", 3);
    compose("a你b", 2);
    expect(element.value).toBe("a你b");
    expect(theirs.toJSON()).toBe("XXa你bYY");
    finish();
    expect(element.value).toBe("XXa你bYY");
    expect(element.selectionStart).toBe(4);
  });

  it("[DOC-17] composing within words that others delete meanwhile", async () => {
    await openField("keep gone keep");
    element.setSelectionRange(8, 8);
    begin();
    compose("keep gonée keep", 9);
    theirs.delete(5, theirs.toJSON().indexOf(" keep", 6) - 5);
    compose("keep gonéee keep", 10);
    finish();
    expect(theirs.toJSON()).toBe(element.value);
    expect(element.value).toBe("keep e keep");
  });

  it("[DOC-17] what another writes inside the composed stretch survives it", async () => {
    await openField("");
    begin();
    compose("ni", 2);
    theirs.insert(1, "-theirs-");
    compose("你", 1);
    finish();
    expect(element.value).toBe(theirs.toJSON());
    expect(element.value).toContain("你");
    expect(element.value).toContain("-theirs-");
    expect(element.value).not.toMatch(/[ni]-theirs|theirs-i/u);
  });

  it("[DOC-17] undo waits until the word is done", async () => {
    await openField("");
    begin();
    compose("e", 1);
    element.dispatchEvent(
      new InputEvent("beforeinput", { inputType: "historyUndo", cancelable: true }),
    );
    expect(element.value).toBe("e");
    finish();
    expect(theirs.toJSON()).toBe("e");
  });
});

/** What is measured on every screen: axe, targets that a thumb can hit, names told apart. */
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TARGET = 44;
const CONTROLS = "button, a[href], select, summary, input, textarea";

/** Everything axe finds, one line for each node. */
export async function axeFindings(): Promise<readonly string[]> {
  const { violations } = await axe.run(document, { runOnly: TAGS });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}

function shown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** What is pressed: a radio and a tick are pressed by their whole label. */
function pressed(): readonly Element[] {
  const dialog = document.querySelector("dialog[open]");
  return Array.from((dialog ?? document).querySelectorAll(CONTROLS))
    .filter(shown)
    .map((control) =>
      control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)
        ? (control.closest("label") ?? control)
        : control,
    );
}

function tooSmall(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  // A link within a sentence is as high as its line.
  if (element.matches("p a")) return false;
  return width < TARGET - 0.5 || height < TARGET - 0.5;
}

function namesOf(elements: readonly Element[]): readonly string[] {
  return elements.map((element) => element.textContent.replaceAll(/\s+/gu, " ").trim());
}

/** Names of the controls that are smaller than 44 px. */
export function smallControls(): readonly string[] {
  return namesOf(pressed().filter(tooSmall));
}

/** Names that more than one button has. */
export function repeatedNames(): readonly string[] {
  const names = namesOf(pressed().filter((one) => one.matches("button")));
  return names.filter((name, place) => names.indexOf(name) !== place);
}

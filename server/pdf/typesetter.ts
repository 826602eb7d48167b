/**
 * Typst, which turns a template and data into a tagged PDF. A native module of some 20 MiB that
 * is brought in at the first page, never at start. Data enters as JSON input and is inert.
 */
import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

import { FAMILIES, fonts, PROBES } from "./fonts.ts";

/** PDF/UA-1: the export itself refuses a missing glyph, a missing title, a skipped heading. */
const STANDARD = { pdfStandard: "ua-1" };

/** The export refused; `glyph` names the text that has no glyph, "" for any other reason. */
export class TypesettingRefused extends Error {
  readonly glyph: string;
  constructor(message: string, glyph: string) {
    super(message);
    this.name = "TypesettingRefused";
    this.glyph = glyph;
  }
}

type Typesetter = (source: string, inputs: Readonly<Record<string, string>>) => Uint8Array;

function refusal(cause: unknown): TypesettingRefused {
  // The compiler quotes its own quotation marks.
  const message = (cause instanceof Error ? cause.message : String(cause)).replaceAll('\\"', "'");
  const glyph = /the text `'(.+?)'` could not be displayed/u.exec(message);
  const reason = /message: "([^"]*)"/u.exec(message);
  return new TypesettingRefused(reason?.[1] ?? "the page could not be set", glyph?.[1] ?? "");
}

function renderWith(compiler: NodeCompiler): Typesetter {
  return (source, inputs) => {
    try {
      return new Uint8Array(
        compiler.pdf({ mainFileContent: source, inputs: { ...inputs } }, STANDARD),
      );
    } catch (cause) {
      throw refusal(cause);
    } finally {
      // The cache is the whole process's and would keep the last agreement's words.
      compiler.evictCache(0);
    }
  };
}

/** A family that the compiler does not know prints nothing and raises nothing: ask for its boxes. */
function probe(compiler: NodeCompiler): void {
  for (const { family, text } of PROBES) {
    const source =
      `#set text(font: sys.inputs.family, fallback: false)\n` +
      `#context [#metadata(measure(sys.inputs.text).width.pt())<width>]`;
    const found: unknown = compiler.query(
      { mainFileContent: source, inputs: { family, text } },
      { selector: "<width>", field: "value" },
    );
    const width: unknown = Array.isArray(found) ? found[0] : undefined;
    if (typeof width !== "number" || width <= 0) throw new Error(`${family} does not print`);
  }
}

async function start(): Promise<Typesetter> {
  const [{ NodeCompiler: Compiler }, { files }] = await Promise.all([
    import("@myriaddreamin/typst-ts-node-compiler"),
    fonts(),
  ]);
  const compiler = Compiler.create({ fontArgs: [{ fontBlobs: [...files] }] });
  probe(compiler);
  const render = renderWith(compiler);
  const families = JSON.stringify(FAMILIES);
  return (source, inputs) => render(source, { ...inputs, families });
}

let starting: Promise<Typesetter> | undefined;

/** Rejects when the typesetter or a font does not work on this machine. */
export function typesetter(): Promise<Typesetter> {
  starting ??= start();
  return starting;
}

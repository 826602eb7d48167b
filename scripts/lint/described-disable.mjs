/**
 * A lint rule of our own: whoever switches a rule off says why, after two dashes, in the
 * same comment.
 */

const DIRECTIVE = /^\s*eslint-disable(?:-line|-next-line)?\b/u;
const REASON = /\s--\s+\S/u;

/** @type {import("eslint").Rule.RuleModule} */
export const describedDisable = {
  meta: {
    type: "problem",
    schema: [],
    messages: { reason: "Say after two dashes why this rule is switched off." },
  },
  create(context) {
    /** @param {any} comment of a script, or of a component's markup, which has a type of its own */
    const look = (comment) => {
      if (!DIRECTIVE.test(comment.value) || REASON.test(comment.value)) return;
      context.report({ loc: comment.loc, messageId: "reason" });
    };
    return {
      "Program:exit"() {
        context.sourceCode.getAllComments().forEach(look);
      },
      SvelteHTMLComment: look,
    };
  },
};

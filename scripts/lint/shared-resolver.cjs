/**
 * Tells the lint rule for dependencies where `#shared/...` leads. Without it the rule does not
 * see those imports at all and stays silent.
 */
const { existsSync } = require("node:fs");
const { join } = require("node:path");

exports.interfaceVersion = 2;

exports.resolve = (source) => {
  if (!source.startsWith("#shared/")) return { found: false };
  const path = join(__dirname, "../..", source.replace("#shared/", "shared/"));
  return { found: existsSync(path), path };
};

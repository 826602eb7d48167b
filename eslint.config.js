/**
 * What the linter holds the house to. A rule that is not here is a wish: whatever
 * docs/architecture.md says of dependencies, clocks and limits has its line in this file,
 * and test/seeded.test.ts proves that each line bites.
 */
import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import boundaries from "eslint-plugin-boundaries";
import svelte from "eslint-plugin-svelte";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";
import typescript from "typescript-eslint";

import { boundaryOptions, boundarySettings } from "./scripts/lint/boundaries.mjs";
import { describedDisable } from "./scripts/lint/described-disable.mjs";
import svelteConfig from "./svelte.config.js";

const PRODUCT = ["shared/**", "server/**", "client/**"];
const TYPED = ["**/*.ts", "**/*.svelte", "scripts/**/*.mjs"];

const defaultExport = {
  selector: "ExportDefaultDeclaration, ExportSpecifier[exported.name='default']",
  message: "Exports have names.",
};
const environment = {
  selector: "MemberExpression[property.name='env'][object.name='process']",
  message: "Only server/config.ts reads the environment.",
};
const clock = [
  {
    selector:
      "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
    message: "The core has no clock: time arrives as an argument.",
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: "The core has no clock: time arrives as an argument.",
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "The core has no chance: ids and dice arrive as arguments.",
  },
];

/** `process.env` by its other name. */
const environmentImport = {
  paths: [
    {
      name: "node:process",
      importNames: ["env"],
      message: "Only server/config.ts reads the environment.",
    },
  ],
};

export default defineConfig(
  globalIgnores(["dist/", ".data/", "test/fixtures/seeded/"]),
  js.configs.recommended,
  { files: TYPED, extends: [typescript.configs.strictTypeChecked] },
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { accord: { rules: { "described-disable": describedDisable } } },
    rules: {
      "accord/described-disable": "error",
      "no-warning-comments": "error",
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: TYPED,
    languageOptions: {
      parserOptions: {
        project: ["shared/tsconfig.json", "server/tsconfig.json", "client/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: [".svelte"],
      },
    },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-restricted-syntax": ["error", defaultExport, environment],
      "no-restricted-imports": ["error", environmentImport],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: typescript.parser, svelteConfig },
    },
    rules: { "svelte/no-at-html-tags": "error", "svelte/require-each-key": "error" },
  },
  {
    files: PRODUCT,
    plugins: { boundaries },
    settings: {
      ...boundarySettings,
      "import/resolver": {
        node: { extensions: [".ts", ".svelte", ".js"] },
        [`${import.meta.dirname}/scripts/lint/shared-resolver.cjs`]: {},
      },
    },
    rules: {
      "no-console": "error",
      "boundaries/dependencies": ["error", boundaryOptions],
      "boundaries/no-unknown-files": "error",
    },
  },
  {
    files: ["shared/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", defaultExport, environment, ...clock] },
  },
  {
    files: ["server/config.ts", "scripts/**", "test/**"],
    rules: { "no-restricted-syntax": ["error", defaultExport], "no-restricted-imports": "off" },
  },
  {
    // A table of cases is long and easy to read; a journey is one story.
    files: ["test/**"],
    rules: { "max-lines": ["error", 600], "max-lines-per-function": "off" },
  },
  {
    // Plain JavaScript cannot say what it has parsed; its types are checked by their comments.
    files: ["scripts/**/*.mjs"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  { files: ["*.config.{js,ts}"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["*.js", "scripts/**"],
    languageOptions: { globals: globals.node },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { sourceType: "commonjs", globals: globals.node },
  },
);

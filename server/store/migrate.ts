/**
 * Brings a database to the schema of this code: numbered files in schema/, each run once, all in
 * one transaction under a lock. Must never run on a database that a newer or an edited schema made.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { sql, type Kysely } from "kysely";

import { sha256Hex } from "../random-ids.ts";
import type { DialectFacts } from "./dialect.ts";
import type { Schema } from "./tables.ts";

const FOLDER = join(import.meta.dirname, "schema");

/** `0002-append-only.sqlite.sql`: number, name, and the database if it is for one only. */
const FILE_NAME = /^(?<number>\d{4})-(?<name>[a-z-]+)(?:\.(?<database>sqlite|postgres))?\.sql$/;

type SchemaFile = { version: number; name: string; sha256: string; statements: string[] };

/** Runs what is missing. Throws when the database is not one that this code can serve. */
export async function migrate(db: Kysely<Schema>, facts: DialectFacts): Promise<void> {
  const files = schemaFiles(facts);
  await db.transaction().execute(async (trx) => {
    if (facts.migrationLock !== null) await sql.raw(facts.migrationLock).execute(trx);
    const words = facts.words;
    await sql
      .raw(
        filled(
          "create table if not exists schema_version (version {integer} not null primary key, " +
            "name {text} not null, sha256 {text} not null) {strict}",
          words,
        ),
      )
      .execute(trx);
    const done = await trx.selectFrom("schema_version").selectAll().orderBy("version").execute();
    for (const row of done) refuseOther(row, files);
    for (const { statements, ...row } of files.slice(done.length)) {
      for (const statement of statements) await sql.raw(statement).execute(trx);
      await trx.insertInto("schema_version").values(row).execute();
    }
  });
}

function refuseOther(row: Schema["schema_version"], files: readonly SchemaFile[]): void {
  const file = files.find((known) => known.version === row.version);
  if (file === undefined) {
    throw new Error(`This database was made by a newer Accord (schema ${String(row.version)}).`);
  }
  if (file.sha256 !== row.sha256) {
    throw new Error(`Schema file ${row.name} was changed after this database was made with it.`);
  }
}

function schemaFiles(facts: DialectFacts): SchemaFile[] {
  const files: SchemaFile[] = [];
  for (const name of readdirSync(FOLDER).toSorted()) {
    const groups = FILE_NAME.exec(name)?.groups;
    if (groups === undefined) throw new Error(`${name} is no name for a schema file`);
    const database = groups["database"];
    if (database !== undefined && database !== facts.name) continue;
    const text = readFileSync(join(FOLDER, name), "utf8");
    files.push({
      version: Number(groups["number"]),
      name,
      sha256: sha256Hex(text),
      statements: statementsOf(filled(text, facts.words)),
    });
  }
  return files;
}

/** SQLite runs only the first of several statements, in silence: so each goes alone. */
function statementsOf(script: string): string[] {
  const withoutComments = script.replaceAll(/^--.*$/gm, "");
  return withoutComments
    .split(/\n\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

function filled(script: string, words: DialectFacts["words"]): string {
  return script
    .replaceAll("{text}", words.text)
    .replaceAll("{integer}", words.integer)
    .replaceAll("{bytes}", words.bytes)
    .replaceAll("{strict}", words.strict);
}

/**
 * DATA_DIR/run.json: which processes belong to the start that uses this data folder. It keeps
 * a second start away from a living one, and lets a start end what a killed one left behind.
 * A process is told by its number and the time it began, as numbers are used again.
 */
import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/**
 * @typedef {{ name: string, pid: number, began: string }} RecordedProcess
 * @typedef {{ start: RecordedProcess, children: RecordedProcess[], url?: string }} RunRecord
 * `url` is where people open it, once it is ready.
 */

/** Milliseconds that a left-over server gets to finish what it is writing. */
const PATIENCE = 5000;

/**
 * @param {number} pid
 * @returns {string | undefined} when that process began, in the system's own words; undefined
 * when there is none
 */
function beginningOf(pid) {
  if (process.platform === "linux") {
    try {
      // The name in brackets may hold spaces, so the fields are counted after it.
      const text = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
      const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() === "" ? undefined : stdout.trim();
}

/**
 * @param {string} name
 * @param {number | undefined} pid
 * @returns {RecordedProcess[]} one process, or none when it is gone already
 */
function recorded(name, pid) {
  const began = pid === undefined ? undefined : beginningOf(pid);
  return pid === undefined || began === undefined ? [] : [{ name, pid, began }];
}

/** @param {RecordedProcess} one */
function isAlive({ pid, began }) {
  return beginningOf(pid) === began;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It ended between the look and the call.
  }
}

/**
 * Ends a process that a killed start left: asked first, made to after `PATIENCE`.
 * @param {RecordedProcess} left
 */
async function endLeftOver(left) {
  const deadline = Date.now() + PATIENCE;
  if (isAlive(left)) signal(left.pid, "SIGTERM");
  while (isAlive(left)) {
    // LiveKit takes a first SIGTERM as a wish and would wait for people whose server is gone.
    if (left.name === "livekit" || Date.now() > deadline) signal(left.pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * @param {string} path
 * @returns {RunRecord | undefined}
 */
function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Puts the record in place unless another start that still runs has its own there.
 * @param {string} path
 * @param {RunRecord} record
 * @returns {RunRecord | undefined} what a start that is gone left; undefined when nothing was
 */
function putInPlace(path, record) {
  const own = `${path}.${String(process.pid)}`;
  writeFileSync(own, JSON.stringify(record));
  try {
    linkSync(own, path);
    return undefined;
  } catch {
    // Moved away first, then looked at: of two starts at once only one gets the old record.
    renameSync(path, `${own}.old`);
    const found = readRecord(`${own}.old`);
    if (found !== undefined && isAlive(found.start)) {
      linkSync(`${own}.old`, path);
      throw new Error(
        `Accord is running already with this data folder (process ${String(found.start.pid)}). Stop that one first, or give this one another DATA_DIR and PORT.`,
      );
    }
    linkSync(own, path);
    return found;
  } finally {
    rmSync(`${own}.old`, { force: true });
    rmSync(own, { force: true });
  }
}

/**
 * @param {string} folder full path of a data folder
 * @returns {string | undefined} the address of the start that runs there now
 */
export function runningUrl(folder) {
  const record = readRecord(join(folder, "run.json"));
  return record !== undefined && isAlive(record.start) ? record.url : undefined;
}

/**
 * @typedef {{ add: (name: string, pid: number | undefined) => void,
 *   ready: (url: string) => void, release: () => void }} DataFolder
 * `add` records a child, `ready` the address, `release` gives the folder free.
 */

/**
 * Takes the data folder for this process; first ends what a killed start left there.
 * @param {string} folder full path; made if it is not there
 * @returns {Promise<DataFolder>} rejects when a start has it that runs
 */
export async function takeDataFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "run.json");
  const [start] = recorded("start", process.pid);
  if (start === undefined) throw new Error("This system does not tell when a process began.");
  /** @type {RunRecord} */
  const record = { start, children: [] };
  const save = () => {
    writeFileSync(`${path}.new`, JSON.stringify(record));
    renameSync(`${path}.new`, path);
  };
  const left = putInPlace(path, record)?.children ?? [];
  // Ours from here on: if this start is killed too, the next one still finds them.
  record.children.push(...left);
  save();
  await Promise.all(left.map(endLeftOver));
  return {
    add(name, pid) {
      record.children.push(...recorded(name, pid));
      save();
    },
    ready(url) {
      record.url = url;
      save();
    },
    release() {
      rmSync(path, { force: true });
    },
  };
}

/**
 * Joins the parts into one running server. Everything that holds a socket, a timer or a file is
 * ended here, in the reverse order of its start.
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import type { Logger } from "pino";

import { documentAccess } from "#shared/agreement/document-access.ts";

import { addressOf, cookieForm } from "./address.ts";
import { createApp } from "./app.ts";
import { createCaseBook } from "./case-book.ts";
import { followCases, retiredSeats } from "./case-changes.ts";
import { createCollab } from "./collab/gateway.ts";
import { createSendCommand } from "./commands.ts";
import type { Config } from "./config.ts";
import { createExecute } from "./execute.ts";
import { createLinkEndpoints } from "./http/links.ts";
import { createNetworkEndpoints } from "./http/network.ts";
import { checkHash } from "./http/papers.ts";
import { createLive } from "./live/gateway.ts";
import { watchMediators } from "./mediator-watch.ts";
import { createMeetingVideo } from "./meeting-video.ts";
import { createOutbox } from "./outbox.ts";
import type { Bus, Clock, Sealer, Store, Video } from "./ports.ts";
import { createPresenceBoard, type PresenceBoard } from "./presence.ts";
import { SEAL_JOB } from "./reactions.ts";
import { createSealJob } from "./seal-job.ts";
import { createSeats } from "./seats.ts";
import { followSettings, nameAndPhone, openServiceBook } from "./service-settings.ts";
import { createPractice } from "./video/practice.ts";
import { watchOthers } from "./watch-others.ts";

export type Adapters = {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** Null when the installation has no video server. */
  readonly video: Video | null;
  readonly log: Logger;
  /** Folder of the built pages. */
  readonly pages: string;
};

export type Running = {
  readonly url: string;
  readonly book: ReturnType<typeof createCaseBook>;
  readonly execute: ReturnType<typeof createExecute>;
  readonly seats: ReturnType<typeof createSeats>;
  /** The service's settings, as they are now. */
  readonly service: Core["service"];
  stop(): Promise<void>;
};

async function createCore(config: Config, { store, bus, clock }: Adapters) {
  const book = createCaseBook(store, (caseId) => {
    bus.announce(caseId);
  });
  const execute = createExecute({ store, book, bus, clock });
  const seats = createSeats({ store, book, execute, cookies: cookieForm(config) });
  return { book, execute, seats, service: await openServiceBook(store) };
}
type Core = Awaited<ReturnType<typeof createCore>>;

function createDocuments({ store, clock, bus, log }: Adapters, { seats, book }: Core) {
  const collab = createCollab({
    store,
    clock,
    log,
    access: async (seat, document) => {
      const sitter = await seats.standing(seat);
      if (sitter?.standing !== "bound") return null;
      const access = documentAccess(sitter.state, sitter.person, document);
      if (access === null) return null;
      const { level, shown, hiddenFrom } = access;
      return { person: sitter.person, level, shown, hiddenFrom };
    },
  });
  followCases(bus, book, (change) => {
    for (const seat of retiredSeats(change)) collab.closeSeat(seat);
    const { caseId } = change;
    collab.recheck(caseId).catch((error: unknown) => {
      log.error({ caseId, error }, "document access could not be asked again");
    });
  });
  return collab;
}

function createVideo(config: Config, adapters: Adapters, core: Core, presence: PresenceBoard) {
  const { video, store, bus, log } = adapters;
  if (video === null || config.liveKit === undefined) return null;
  const livekitUrl = config.liveKit.url;
  return createMeetingVideo({ ...core, video, store, bus, log, presence, livekitUrl });
}

function createNetworkCheck({ liveKit }: Config, { video, log }: Adapters) {
  const server =
    video === null || liveKit === undefined
      ? null
      : { rooms: video.practice, livekitUrl: liveKit.url };
  return createPractice({ video: server, log });
}

function createJobs({ store, clock, sealer, bus, log }: Adapters, core: Core, config: Config) {
  const serviceName = () => nameAndPhone(core.service.now().settings, config.service).name;
  const desk = { ...core, store, sealer, serviceName };
  const outbox = createOutbox({ store, clock, log, jobs: { [SEAL_JOB]: createSealJob(desk) } });
  bus.subscribe(() => {
    outbox.kick();
  });
  return outbox;
}

/** What is not served is logged and left alone; the others are served. */
async function readCases({ store, log }: Adapters, { book }: Core): Promise<void> {
  for (const caseId of await store.cases()) {
    await book.open(caseId).catch((error: unknown) => {
      log.error({ caseId, error }, "a case is not served");
    });
  }
}

async function listen(server: Server, { port, host }: Config): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Ends one after the other, all of them, whatever one of them throws. */
async function endAll(ends: readonly (() => unknown)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const end of ends) {
    try {
      await end();
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, "not everything ended");
}

/** Starts everything and listens. Rejects when the port is taken. */
export async function serve(config: Config, adapters: Adapters): Promise<Running> {
  const { store, bus, sealer, log, pages } = adapters;
  const core = await createCore(config, adapters);
  const { book, execute, seats } = core;
  await readCases(adapters, core);
  await followSettings({ ...core, bus });
  const hasVideo = adapters.video !== null;
  const service = () => ({
    ...nameAndPhone(core.service.now().settings, config.service),
    video: hasVideo,
  });
  const presence = createPresenceBoard(hasVideo ? "away" : "none");
  const watch = await watchMediators({ book, bus, presence, execute, log });
  const meetingVideo = createVideo(config, adapters, core, presence);
  const gate = meetingVideo?.gate ?? null;
  const practice = createNetworkCheck(config, adapters);
  const mediaKeys = meetingVideo?.keys ?? null;
  const collab = createDocuments(adapters, core);
  const live = createLive({
    ...{ book, bus, clock: adapters.clock, presence, service, log },
    send: createSendCommand(execute, { store, sealer }),
    onTakeOver: (seat) => {
      collab.closeSeat(seat);
      gate?.cut(seat);
    },
  });
  const outbox = createJobs(adapters, core, config);
  const proxied = config.publicUrl?.startsWith("https:") ?? false;
  const papers = { store, book, seats, sealer, proxied };
  let address = addressOf(config, config.port);
  const server = createApp({
    endpoints: {
      ...createLinkEndpoints({ book, seats, service, proxied }),
      ...createNetworkEndpoints({ practice, video: hasVideo, proxied }),
      checkHash: ({ params }) => checkHash(papers, params.sha256),
    },
    ...{ papers, seats, live, collab, gate, mediaKeys, practice, pages, log },
    origins: () => address.origins,
  });
  address = addressOf(config, await listen(server, config));
  const endWatch = watchOthers(book, () => followSettings({ ...core, bus }), log);
  return {
    ...core,
    url: address.url,
    stop: () =>
      endAll([
        endWatch,
        () => {
          watch.stop();
        },
        () => server.close(),
        () => live.close(),
        () => collab.close(),
        () => meetingVideo?.stop(),
        () => practice.stop(),
        () => outbox.stop(),
        () => {
          server.closeAllConnections();
        },
        () => execute.settled(),
        () => store.close(),
      ]),
  };
}

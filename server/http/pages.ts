/**
 * The built pages: one document for every address a person can open, hashed assets for ever,
 * and the headers that keep strangers' code and frames out.
 */
import { join } from "node:path";

import express, { type RequestHandler, type Router } from "express";
import helmet from "helmet";

const PAGE_PATHS = ["/", "/join", "/check", "/paper", "/s/:seat"] as const;

/** Our own page may have camera and microphone, framed ones and the rest of the machine not. */
const PERMISSIONS =
  "camera=(self), microphone=(self), speaker-selection=(self), display-capture=(), geolocation=(), payment=(), usb=()";

function furtherHeaders(): RequestHandler {
  return (_request, response, next) => {
    response.set({ "permissions-policy": PERMISSIONS, "x-robots-tag": "noindex, nofollow" });
    next();
  };
}

/** Written out, because the defaults would upgrade plain HTTP and allow `https:` styles. */
export function securityHeaders(origins: () => ReadonlySet<string>): readonly RequestHandler[] {
  // Some browsers do not count a WebSocket of the same place as 'self'.
  const sockets = () =>
    [...origins()]
      // A policy cannot name an IPv6 address; browsers complain of it on every page.
      .filter((origin) => !origin.includes("["))
      .map((origin) => origin.replace(/^http/, "ws"))
      .join(" ");
  return [strictHeaders(sockets), furtherHeaders()];
}

function strictHeaders(sockets: () => string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        connectSrc: ["'self'", sockets],
        fontSrc: ["'self'"],
        workerSrc: ["'self'", "blob:"],
        manifestSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    // Plain HTTP on localhost must stay usable; a proxy with TLS in front adds its own.
    strictTransportSecurity: false,
  });
}

/**
 * The copies that the build compressed, to browsers that take them; a build without them is
 * served plain. The type is the plain file's: the name ends in something else.
 */
function compressedAssets(folder: string): RequestHandler {
  const copies = express.static(folder, { immutable: true, maxAge: "1y", index: false });
  return (request, response, next) => {
    const type = /\.(js|css|svg)$/.exec(request.path)?.[1];
    if (type === undefined || request.acceptsEncodings(["br", "identity"]) !== "br") {
      next();
      return;
    }
    const plain = request.url;
    request.url = `${request.path}.br`;
    response.type(type).set({ "content-encoding": "br", vary: "accept-encoding" });
    void copies(request, response, (error?: unknown) => {
      request.url = plain;
      response.removeHeader("content-encoding");
      next(error);
    });
  };
}

export function createPages(folder: string): Router {
  const router = express.Router();
  router.use("/assets", compressedAssets(join(folder, "assets")));
  router.use(
    "/assets",
    express.static(join(folder, "assets"), { immutable: true, maxAge: "1y", index: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: "1h" }));
  const page: RequestHandler = (_request, response) => {
    response.set("cache-control", "no-store").sendFile(join(folder, "index.html"));
  };
  router.get([...PAGE_PATHS], page);
  // Somebody who mistyped an address is shown our page, which says so; a program gets its code.
  router.get("/*any", (request, response, next) => {
    if (request.accepts(["json", "html"]) !== "html") next();
    else void page(request, response.status(404), next);
  });
  return router;
}

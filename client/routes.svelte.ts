/**
 * Which page an address means. Five addresses only; a seat's page has a path of its own because
 * the browser sends that seat's cookie to that path and no other.
 */
import { isId, type SeatId } from "#shared/core/ids.ts";

export type Route =
  | { readonly page: "home" }
  | { readonly page: "link"; readonly secret: string }
  | { readonly page: "seat"; readonly seat: SeatId }
  | { readonly page: "check" }
  | { readonly page: "paper" }
  | { readonly page: "lost" };

export function routeOf({ pathname, hash }: Pick<Location, "pathname" | "hash">): Route {
  if (pathname === "/") return { page: "home" };
  if (pathname === "/join") return { page: "link", secret: hash.slice(1) };
  if (pathname === "/check") return { page: "check" };
  if (pathname === "/paper") return { page: "paper" };
  const [, s, seat = "", ...rest] = pathname.split("/");
  if (s === "s" && isId("seat", seat) && rest.join("") === "") return { page: "seat", seat };
  return { page: "lost" };
}

/** Follows the address: another link pasted into the same tab is another person. */
export class Router {
  route: Route = $state.raw(routeOf(location));
  readonly #follow = (): void => {
    this.route = routeOf(location);
  };

  constructor() {
    addEventListener("hashchange", this.#follow);
    addEventListener("popstate", this.#follow);
  }

  close(): void {
    removeEventListener("hashchange", this.#follow);
    removeEventListener("popstate", this.#follow);
  }
}

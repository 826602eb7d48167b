/**
 * Reads the answers of the HTTP table by hand, against the table's own types. The schemas of the
 * table would bring their library into the first page a family loads (7 KB): the server has
 * used them already, and what does not fit here is a fault, never a guess.
 */
import type {
  LinkLook,
  NetworkCheckStart,
  SeatAnswer,
  Verdict,
} from "#shared/contract/http-api.ts";
import { isId } from "#shared/core/ids.ts";

type Fields = Readonly<Record<string, unknown>>;

export type Reader<T> = (body: unknown) => T | null;

export const readLook: Reader<LinkLook> = (body) => {
  if (!isFields(body)) return null;
  const { service, phone, name, startsAt, mediator, child, bound } = body;
  if (!isText(service) || !isText(phone) || !isText(name) || !isText(startsAt)) return null;
  if (!isText(mediator) || !isText(child)) return null;
  if (bound !== "none" && bound !== "here" && bound !== "elsewhere") return null;
  return { service, phone, name, startsAt, mediator, child, bound };
};

export const readSeat: Reader<SeatAnswer> = (body) => {
  if (!isFields(body)) return null;
  const { seat, asking } = body;
  if (!isText(seat) || !isId("seat", seat) || typeof asking !== "boolean") return null;
  return { seat, asking };
};

export const readVerdict: Reader<Verdict> = (body) => {
  if (!isFields(body)) return null;
  const { verdict, version, label, agreementDate } = body;
  if (verdict === "changed" || verdict === "unknown") return { verdict };
  if (verdict !== "sealed" || typeof version !== "number") return null;
  if (!isText(label) || !isText(agreementDate)) return null;
  return { verdict, version, label, agreementDate };
};

export const readNetworkStart: Reader<NetworkCheckStart> = (body) => {
  if (!isFields(body)) return null;
  const { check, ear, video } = body;
  if (!isText(check) || !isId("check", check) || !isText(ear) || !isId("ear", ear)) return null;
  return typeof video === "boolean" ? { check, ear, video } : null;
};

export const readNothing: Reader<Record<string, never>> = (body) => (isFields(body) ? {} : null);

export const readRefusal: Reader<{ readonly code: string; readonly incident?: string }> = (
  body,
) => {
  if (!isFields(body)) return null;
  const { code, incident } = body;
  if (!isText(code)) return null;
  return isText(incident) ? { code, incident } : { code };
};

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

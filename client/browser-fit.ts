/**
 * Whether this browser can open a camera at all, asked before a link is bound to it. Features
 * first; the name of the app only where the features cannot tell in time.
 */
import type { BrowserKind } from "./words/en/devices.ts";

/** `inApp`: the small browser inside another app. `notSafe`: plain HTTP away from localhost. */
export type BrowserFit = "good" | "inApp" | "notSafe";

/** What a page knows of its browser; `navigator` and `isSecureContext` in real life. */
export type BrowserFacts = {
  readonly userAgent: string;
  readonly secure: boolean;
  readonly hasMediaDevices: boolean;
};

/** Facebook, Messenger, Instagram, LinkedIn, Line, X, Snapchat, TikTok, Pinterest, Google app. */
const IN_APP =
  /FBAN|FBAV|FB_IAB|Instagram|LinkedInApp|\bLine\/|Twitter|Snapchat|TikTok|musical_ly|BytedanceWebview|Pinterest|\bGSA\//u;
const ANDROID_WEB_VIEW = /; wv\)/u;
const APPLE = /iPhone|iPad|iPod/u;

export function browserFit({ userAgent, secure, hasMediaDevices }: BrowserFacts): BrowserFit {
  // Safari and every true browser on an iPhone names Safari; a bare web view does not.
  const appleWebView = APPLE.test(userAgent) && !userAgent.includes("Safari/");
  if (IN_APP.test(userAgent) || ANDROID_WEB_VIEW.test(userAgent) || appleWebView) return "inApp";
  if (!secure) return "notSafe";
  return hasMediaDevices ? "good" : "inApp";
}

export function browserFacts(): BrowserFacts {
  return {
    userAgent: navigator.userAgent,
    secure: isSecureContext,
    hasMediaDevices: "mediaDevices" in navigator,
  };
}

export function browserKind({ userAgent }: Pick<BrowserFacts, "userAgent">): BrowserKind {
  if (APPLE.test(userAgent)) return "iphone";
  return userAgent.includes("Android") ? "android" : "computer";
}

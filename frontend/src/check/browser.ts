/** Whether this browser, and this page's address, can do a lesson at all. */

import type { Outcome } from "./outcomes";

/** The parts of `window` and `navigator` that are looked at: features, never names of browsers. */
export interface BrowserPowers {
  readonly isSecureContext: boolean;
  readonly RTCPeerConnection?: unknown;
  readonly navigator: { readonly mediaDevices?: { readonly getUserMedia?: unknown } };
}

export function browserOutcome(browser: BrowserPowers): Outcome<"browser"> {
  // First: without a secure origin browsers hide the camera, which is then no lack of theirs.
  if (!browser.isSecureContext) return "insecure";
  const media = browser.navigator.mediaDevices?.getUserMedia;
  const able = typeof browser.RTCPeerConnection === "function" && typeof media === "function";
  return able ? "works" : "unsupported";
}

/** Is there any sound in what arrives? Packets of nothing are no sound. Pure. */

import { entriesOf, ofType } from "./stats";

/** Energy of a second at -85 dB. A silence that went through Opus has half of it (Chromium 156). */
const NOTHING = 3e-9;

/** Of all that was played of theirs, growing; null where the browser does not tell. */
export function energyOf(report: RTCStatsReport): number | null {
  const [sound] = ofType(entriesOf(report), "inbound-rtp").filter(({ kind }) => kind === "audio");
  const energy = sound?.totalAudioEnergy;
  return typeof energy === "number" ? energy : null;
}

/** Null: unknown, or the first look. */
export function isAudible(before: number | null, after: number | null): boolean | null {
  return before === null || after === null || after < before ? null : after - before > NOTHING;
}

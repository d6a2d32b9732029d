/** Which codec a picture is sent in: what both sides know, and what this machine can keep up with. */

import type { Picture } from "./policy";

/** Text is smallest in AV1 and VP9; a face moves, and costs the least in what hardware knows. */
const ORDER: Readonly<Record<Picture, readonly string[]>> = {
  board: ["AV1", "VP9", "H264", "VP8"],
  room: ["VP9", "H264", "VP8", "AV1"],
  face: ["H264", "VP8", "VP9", "AV1"],
};
const REPAIRS = ["rtx", "red", "ulpfec", "flexfec-03"];

const nameOf = ({ mimeType }: RTCRtpCodec) => mimeType.slice("video/".length);

/**
 * For `setCodecPreferences`: all that this browser can both read and write, best first, with the
 * repairs last. Empty if the browser does not tell: then nothing is preferred.
 */
export function preferredFor(
  role: Picture,
  writes: readonly RTCRtpCodec[] | null,
  reads: readonly RTCRtpCodec[] | null,
): readonly RTCRtpCodec[] {
  if (writes === null || reads === null) return [];
  const written = new Set(writes.map(({ mimeType }) => mimeType));
  const both = reads.filter(({ mimeType }) => written.has(mimeType));
  const pictures = both.filter((codec) => !REPAIRS.includes(nameOf(codec)));
  const place = (codec: RTCRtpCodec) => {
    const at = ORDER[role].indexOf(nameOf(codec));
    return at < 0 ? ORDER[role].length : at;
  };
  const sorted = [...pictures].sort((a, b) => place(a) - place(b));
  return [...sorted, ...both.filter((codec) => !pictures.includes(codec))];
}

/** Of what was negotiated, one of each name, best for this role first. */
export function candidatesFor(
  role: Picture,
  negotiated: readonly RTCRtpCodec[],
): readonly RTCRtpCodec[] {
  return ORDER[role].flatMap((name) => negotiated.find((codec) => nameOf(codec) === name) ?? []);
}

/** Of the second picture: one as light as the first one's, and never AV1 of what moves. */
export function roomCodecFor(
  negotiated: readonly RTCRtpCodec[],
  { at }: CodecChoice,
): RTCRtpCodec | null {
  const light = candidatesFor("room", negotiated).filter((codec) => nameOf(codec) !== "AV1");
  return light[Math.min(at, light.length - 1)] ?? null;
}

/** How the encoder was in one second. */
export interface Effort {
  readonly framesPerS: number;
  /** What it should make: the rung's frames, or the camera's if those are fewer. */
  readonly wantedPerS: number;
  /** Per frame; null if none was made. */
  readonly encodeMs: number | null;
  /** The share of one processor that a second picture takes. */
  readonly besideShare: number;
  readonly isCpuLimited: boolean;
}

export interface CodecChoice {
  /** Place on the list of candidates. */
  readonly at: number;
  readonly behindSince: number | null;
}

export const FIRST_CODEC: CodecChoice = { at: 0, behindSince: null };
const BEHIND_MS = 10_000;
/** Of a second: the rest of the page wants some of the processor too. */
const FULL = 0.8;

/** The next codec after ten seconds in which this one could not keep up; never back. */
export function chosenAfter(
  choice: CodecChoice,
  effort: Effort,
  count: number,
  now: number,
): CodecChoice {
  if (!isBehind(effort)) return { ...choice, behindSince: null };
  const behindSince = choice.behindSince ?? now;
  if (now - behindSince < BEHIND_MS || choice.at >= count - 1) return { ...choice, behindSince };
  return { at: choice.at + 1, behindSince: null };
}

/** For ten seconds, and there is no lighter one. */
export function isAtItsEnd(choice: CodecChoice, count: number, now: number): boolean {
  return (
    choice.behindSince !== null && now - choice.behindSince >= BEHIND_MS && choice.at >= count - 1
  );
}

/** Few frames alone are no sign: a narrow line gives up frames too. */
export function isBehind(effort: Effort): boolean {
  const { framesPerS, wantedPerS, encodeMs, besideShare, isCpuLimited } = effort;
  if (encodeMs === null) return besideShare > FULL;
  const busy = (Math.max(framesPerS, wantedPerS) * encodeMs) / 1000 + besideShare;
  return busy > FULL || (isCpuLimited && framesPerS < FULL * wantedPerS);
}

/** How a call sends: sound first, a class sharp, a pupil smooth, a whole picture when asked. */

import type { Lane } from "./kinds";

export const START_KBPS = 1200;
const MAX_VIDEO_BPS = 2_500_000;
const MATES = { maxBitrate: 180_000, maxFramerate: 15 };

/** Voices survive a fifth of lost packets with RED before Opus. Source: RFC 2198. */
export function preferRedundantSound(
  transceiver: RTCRtpTransceiver,
  codecs: readonly RTCRtpCodec[] | null,
): void {
  const red = codecs?.filter((codec) => codec.mimeType.toLowerCase() === "audio/red") ?? [];
  if (codecs === null || red.length === 0) return;
  const rest = codecs.filter((codec) => !red.includes(codec));
  transceiver.setCodecPreferences([...red, ...rest]);
}

/** An older browser, or a name that it does not know, keeps its own order. */
export function preferPictureCodecs(
  transceiver: RTCRtpTransceiver,
  codecs: readonly RTCRtpCodec[],
): void {
  if (codecs.length === 0 || !("setCodecPreferences" in transceiver)) return;
  transceiver.setCodecPreferences([...codecs]);
}

/** A board is text, and is encoded as a screen is; faces are motion. Source: W3C mst-content-hint. */
export function hintFor(kind: Lane, isSharp: boolean): "speech" | "text" | "motion" {
  if (kind === "audio") return "speech";
  return isSharp && kind === "video" ? "text" : "motion";
}

/** Sound goes first when the line is narrow. */
export function tuneSound(sender: RTCRtpSender): Promise<void> {
  return setEncodings(sender, { priority: "high", networkPriority: "high" });
}

/** On a narrow line a blackboard stays sharp and loses frames; a face may lose some of both. */
export function tunePicture(sender: RTCRtpSender, isSharp: boolean): Promise<void> {
  return setEncodings(sender, { maxBitrate: MAX_VIDEO_BPS }, degradationFor(isSharp));
}

/** The other pupils: small, and behind all else in what the browser shares out of a line. */
export function tuneMates(sender: RTCRtpSender): Promise<void> {
  const first = { priority: "very-low", networkPriority: "low" } as const;
  return setEncodings(sender, { ...first, ...MATES }, degradationFor(false));
}

/** Of a picture that is on its way already; its rate is the governor's. */
export function keepSize(sender: RTCRtpSender, isSharp: boolean): Promise<void> {
  return setEncodings(sender, {}, degradationFor(isSharp));
}

function degradationFor(isSharp: boolean): RTCDegradationPreference {
  return isSharp ? "maintain-resolution" : "balanced";
}

/**
 * Asks our own encoder for a whole picture.
 *
 * Where the browser does not know the option it is ignored, and the other side's own request for
 * a picture follows within three seconds.
 * Source: W3C webrtc-extensions, `RTCSetParameterOptions`; measured to work in Chromium 156.
 */
export function requestKeyFrame(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  const encodingOptions = parameters.encodings.map(() => ({ keyFrame: true }));
  const setParameters: SetParameters = sender.setParameters.bind(sender);
  return setParameters(parameters, { encodingOptions });
}

interface KeyFrameOptions {
  readonly encodingOptions: readonly { readonly keyFrame: boolean }[];
}
type SetParameters = (parameters: RTCRtpSendParameters, options: KeyFrameOptions) => Promise<void>;

function setEncodings(
  sender: RTCRtpSender,
  values: RTCRtpEncodingParameters,
  degradation?: RTCDegradationPreference,
): Promise<void> {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) Object.assign(encoding, values);
  if (degradation !== undefined) parameters.degradationPreference = degradation;
  return sender.setParameters(parameters);
}

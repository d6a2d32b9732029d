/** The parameters of a sender, from what the policy says: `setParameters`, never a new offer. */

import type { Sending, Sound } from "./policy";

type Parameters = RTCRtpSendParameters;

/** Two places where browsers are ahead of the types. */
export type Encoding = RTCRtpEncodingParameters & { codec?: RTCRtpCodec };

/** Frames, size and rate of one picture; `null` sends nothing of it. */
export function withPicture(
  parameters: Parameters,
  sending: Sending | null,
  codec: RTCRtpCodec | null,
): Parameters {
  return withEncoding(parameters, (encoding) => {
    if (sending === null) return { ...encoding, active: false };
    const { framesPerS, maxKbps, scale } = sending;
    return {
      ...encoding,
      active: true,
      maxFramerate: framesPerS,
      maxBitrate: maxKbps * 1000,
      scaleResolutionDownBy: scale,
      ...(codec === null ? {} : { codec }),
    };
  });
}

export function withSound(parameters: Parameters, { kbps }: Sound): Parameters {
  return withEncoding(parameters, (encoding) => ({
    ...encoding,
    active: true,
    maxBitrate: kbps * 1000,
  }));
}

function withEncoding(parameters: Parameters, change: (from: Encoding) => Encoding): Parameters {
  return { ...parameters, encodings: parameters.encodings.map(change) };
}

/** Writes our own description: as the browser would, but for what it says of hearing in stereo. */

import { inStereo, type Shape } from "./shape";

/** The next one that this state of the negotiation asks for. */
export async function describe(pc: RTCPeerConnection, shape: Shape): Promise<void> {
  if (shape.hearsStereo !== true) {
    await pc.setLocalDescription();
    return;
  }
  const isAnswer = pc.signalingState === "have-remote-offer";
  const made = isAnswer ? await pc.createAnswer() : await pc.createOffer();
  await setDescription(pc, made, shape);
}

/** A browser that allows no change of what it made hears in mono. */
export async function setDescription(
  pc: RTCPeerConnection,
  made: RTCSessionDescriptionInit,
  { hearsStereo = false }: Shape,
): Promise<void> {
  if (!hearsStereo || made.sdp === undefined) {
    await pc.setLocalDescription(made);
    return;
  }
  try {
    await pc.setLocalDescription({ type: made.type, sdp: inStereo(made.sdp, true) });
  } catch {
    await pc.setLocalDescription(made);
  }
}

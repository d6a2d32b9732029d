/** Whether a STUN server answers: can a packet go out and come back? */

import { after, type MakePeer } from "./pair";

/**
 * True as soon as one server has told our address, or if all answered and told nothing new: then
 * nothing stands between us and them. False after `limitMs`.
 *
 * By a peer of its own: once a connection stands, a browser drops its open questions, and calls its
 * gathering complete.
 */
export async function answers(
  iceServers: RTCIceServer[],
  makePeer: MakePeer,
  limitMs: number,
): Promise<boolean> {
  const peer = makePeer({ iceServers });
  try {
    peer.createDataChannel("check");
    const answer = firstAnswer(peer);
    await peer.setLocalDescription();
    return await Promise.race([answer, after(limitMs, false)]);
  } finally {
    peer.close();
  }
}

function firstAnswer(peer: RTCPeerConnection): Promise<boolean> {
  let unanswered = false;
  return new Promise((resolve) => {
    peer.addEventListener("icecandidateerror", () => {
      unanswered = true;
    });
    peer.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate?.type === "srflx") resolve(true);
    });
    peer.addEventListener("icegatheringstatechange", () => {
      if (peer.iceGatheringState === "complete") resolve(!unanswered);
    });
  });
}

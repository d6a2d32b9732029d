// Runs before each page's own scripts. A breach of the page's policy is made loud, and the
// peer connections are kept at hand, so that a story can see what really flows.
addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});

const peers = [];
if (window.RTCPeerConnection) {
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...options) {
      super(...options);
      peers.push(this);
    }

    close() {
      carries(this);
      this.closedAt ??= Date.now();
      super.close();
    }
  };
}

// The drawn picture of a warm line is nobody's; a camera or a microphone is.
const isSomebodys = (track) => track != null && !(track instanceof CanvasCaptureMediaStreamTrack);
const replaceTrack = window.RTCRtpSender?.prototype.replaceTrack;
if (replaceTrack) {
  RTCRtpSender.prototype.replaceTrack = function (track) {
    this.carried ||= isSomebodys(track);
    return replaceTrack.call(this, track);
  };
}
const inLesson = () =>
  peers.filter((peer) => peer.connectionState !== "closed" && carries(peer));
const carries = (peer) => (peer.carried ||= peer.getSenders().some(({ carried }) => carried));

const rings = [];
if (window.OscillatorNode) {
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    if (!(this.context instanceof OfflineAudioContext)) rings.push(this.context.state);
    return start.apply(this, when);
  };
}

const WAIT_MS = 45_000; // for a busy machine

function within(what, work) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`${what}: not within ${WAIT_MS} ms`)), WAIT_MS);
  });
  return Promise.race([work, late]);
}

async function received(kind, key) {
  let sum = 0;
  for (const peer of peers) {
    if (peer.connectionState === "closed") continue;
    for (const one of (await peer.getStats()).values())
      if (one.type === "inbound-rtp" && one.kind === kind) sum += one[key] ?? 0;
  }
  return sum;
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

window.story = {
  peers,
  rings,
  // The other side's picture moves: `count` new frames were shown.
  frames: (count) =>
    within("frames", (async () => {
      const find = () => document.querySelector("sio-picture video");
      while (find() === null) await nextFrame();
      return find();
    })().then((video) => new Promise((resolve) => {
      const next = () => {
        if (count-- > 0) video.requestVideoFrameCallback(next);
        else resolve(video.videoWidth);
      };
      next();
    }))),
  // The other side's sound arrives: `count` more packets of it.
  packets: (count) =>
    within("packets", (async () => {
      const before = await received("audio", "packetsReceived");
      while ((await received("audio", "packetsReceived")) < before + count) await nextFrame();
    })()),
  // Energy of all their sound that was played.
  heard: () => received("audio", "totalAudioEnergy"),
  // What we send now, of all open lines: "audio", "video", both or neither.
  sent: () =>
    peers
      .filter((peer) => peer.connectionState !== "closed")
      .flatMap((peer) => peer.getSenders())
      .filter((sender) => isSomebodys(sender.track) && sender.track.enabled && sender.track.readyState === "live")
      .map((sender) => sender.track.kind)
      .sort(),
  // Lines that carry somebody's picture or sound, or did.
  open: () => inLesson().length,
  // How the lesson's bytes leave this browser now: "direct", or "relay-" and by what.
  route: async () => {
    for (const peer of inLesson().reverse()) {
      const report = await peer.getStats();
      const all = [...report.values()];
      const transport = all.find(({ type }) => type === "transport");
      const pair = report.get(transport?.selectedCandidatePairId);
      const local = report.get(pair?.localCandidateId);
      if (local === undefined || peer.connectionState !== "connected") continue;
      return local.candidateType === "relay" ? `relay-${local.relayProtocol}` : "direct";
    }
    return "";
  },
  // Where this browser has looked for the other side, by all of its lines.
  addresses: async () => {
    const reports = await Promise.all(peers.map((peer) => peer.getStats()));
    return reports
      .flatMap((report) => [...report.values()])
      .filter(({ type }) => type === "remote-candidate")
      .map(({ address }) => address ?? "");
  },
  // What both descriptions of the lesson's line say of the sound: the codec that goes first, and
  // whether lost frames are carried in later ones and asked for again.
  sound: () =>
    inLesson()
      .flatMap((peer) => [peer.localDescription.sdp, peer.remoteDescription.sdp])
      .map((sdp) => {
        const first = /^m=audio \S+ \S+ (\d+)/m.exec(sdp)?.[1];
        const codec = new RegExp(`^a=rtpmap:${first} (\\w+)`, "m").exec(sdp)?.[1];
        return [codec, sdp.includes("useinbandfec=1"), sdp.includes(`a=rtcp-fb:${first} nack`)];
      }),
  // How many bytes a packet of our sound carries, over the next `count`.
  soundBytes: (count) =>
    within("sound", (async () => {
      const sender = inLesson().at(-1).getSenders().find(({ track }) => track?.kind === "audio");
      const read = async () =>
        [...(await sender.getStats()).values()].find(({ type }) => type === "outbound-rtp");
      const before = await read();
      let now = before;
      for (; now.packetsSent < before.packetsSent + count; now = await read()) await nextFrame();
      return (now.bytesSent - before.bytesSent) / (now.packetsSent - before.packetsSent);
    })()),
  // The class: says each frame of sound once, by putting the codec behind the first one first.
  saySoundOnce: async () => {
    const peer = inLesson().at(-1);
    const sdp = peer.remoteDescription.sdp.replace(/^(m=audio \S+ \S+) (\d+) (\d+)/m, "$1 $3 $2");
    await peer.setLocalDescription();
    await peer.setRemoteDescription({ type: "answer", sdp });
  },
  // When the browser ended the last of these; waits for it.
  ended: () =>
    within("end", (async () => {
      while (window.story.open() > 0) await nextFrame();
      return Math.max(...peers.filter(carries).map((peer) => peer.closedAt));
    })()),
};

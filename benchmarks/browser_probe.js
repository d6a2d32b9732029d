// Put into a page before its own scripts: lets a benchmark see, changes nothing.
// Times are milliseconds since 1970 on the machine's clock, which both pages share.
"use strict";
const now = () => performance.timeOrigin + performance.now();
const probe = (window.probe = { connections: [], pressedAt: 0, frames: [], codes: [] });

window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...options) {
    super(...options);
    probe.connections.push(this);
  }
};

addEventListener("pointerdown", () => (probe.pressedAt = now()), true);
addEventListener("keydown", () => (probe.pressedAt = now()), true);

// The time of every frame of the other side that is shown.
function watch(video) {
  const seen = (_when, frame) => {
    probe.frames.push(now());
    if (probe.read) probe.read(video, frame);
    video.requestVideoFrameCallback(seen);
  };
  video.requestVideoFrameCallback(seen);
}
const known = new WeakSet();
setInterval(() => {
  for (const video of document.querySelectorAll("sio-picture video")) {
    if (known.has(video)) continue;
    known.add(video);
    watch(video);
  }
}, 5);

// Sends no picture any more.
probe.silence = async () => {
  for (const connection of probe.connections)
    for (const sender of connection.getSenders())
      if (sender.track?.kind === "video") await sender.replaceTrack(null);
};

probe.stats = async () => {
  const all = [];
  for (const connection of probe.connections)
    if (connection.connectionState !== "closed")
      all.push(...(await connection.getStats()).values());
  const sum = (type, field) =>
    all.filter((s) => s.type === type && s.kind === "video")
       .reduce((total, s) => total + (s[field] ?? 0), 0);
  return {
    sent: sum("outbound-rtp", "framesSent"),
    decoded: sum("inbound-rtp", "framesDecoded"),
    received: sum("inbound-rtp", "framesReceived"),
    width: Math.max(0, ...all.filter((s) => s.type === "inbound-rtp").map((s) => s.frameWidth ?? 0)),
    audio: all.filter((s) => s.type === "inbound-rtp" && s.kind === "audio")
              .reduce((total, s) => total + (s.packetsReceived ?? 0), 0),
  };
};

// Put into a page before its own scripts: lets a benchmark see, changes nothing.
// Times are milliseconds since 1970 on the machine's clock, which both pages share.
"use strict";
const now = () => performance.timeOrigin + performance.now();
const probe = (window.probe = {
  connections: [],
  pressedAt: 0,
  frames: [],
  codes: [],
  isCold: false,
  picture: "sio-picture video", // where the other side is shown
});

// While it is kept cold a page builds no line.
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...options) {
    if (probe.isCold) throw new DOMException("", "InvalidStateError");
    super(...options);
    probe.connections.push(this);
  }
};

addEventListener("pointerdown", () => (probe.pressedAt = now()), true);
addEventListener("keydown", () => (probe.pressedAt = now()), true);

probe.isWarm = async () => {
  const last = probe.connections.at(-1);
  return last?.connectionState === "connected" && (await probe.stats()).decoded > 1;
};

// The drawn picture of a warm line is one dark colour; a frame of it is no picture.
const eye = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
function isDrawn(video) {
  eye.drawImage(video, 0, 0, 1, 1);
  const [red, green, blue] = eye.getImageData(0, 0, 1, 1).data;
  return Math.abs(red - 31) + Math.abs(green - 41) + Math.abs(blue - 51) < 16;
}

// The time of every frame of the other side that is shown.
function watch(video) {
  const seen = (_when, frame) => {
    const shownAt = now();
    if (probe.frames.length > 0 || !isDrawn(video)) probe.frames.push(shownAt);
    if (probe.read) probe.read(video, frame);
    video.requestVideoFrameCallback(seen);
  };
  video.requestVideoFrameCallback(seen);
}
const known = new WeakSet();
setInterval(() => {
  for (const video of document.querySelectorAll(probe.picture)) {
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

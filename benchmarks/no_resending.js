// From `probe.isHeld` on each word of the talk is said once, over its channel alone, which asks for
// nothing again either: what is lost stays lost. The socket would keep it until the line is back.
"use strict";
{
  const make = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (label, options) {
    const lossy = label === "talk" ? { ordered: false, maxRetransmits: 0 } : {};
    return make.call(this, label, { ...options, ...lossy });
  };
  const said = new Set();
  // The socket has the talk in a `body`; number 0 only confirms.
  const wordOf = (text) => {
    const message = JSON.parse(text);
    const { to, n } = message.body ? JSON.parse(message.body) : message;
    return to && n ? `${to} ${n}` : null;
  };
  for (const { prototype } of [RTCDataChannel, WebSocket]) {
    const send = prototype.send;
    prototype.send = function (text) {
      const word = probe.isHeld && typeof text === "string" ? wordOf(text) : null;
      const isLost = this instanceof WebSocket || said.has(word);
      if (word !== null) said.add(word);
      if (word === null || !isLost) send.call(this, text);
    };
  }
}

// Takes RED and the asking again of sound out of every description: a browser's own sound.
"use strict";
{
  const own = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    const sdp = description.sdp.replace(/^a=rtcp-fb:(?:63|111) nack\r\n/gm, "");
    return own.call(this, { type: description.type, sdp });
  };
  RTCRtpSender.getCapabilities = ((real) => (kind) => {
    const found = real.call(RTCRtpSender, kind);
    const codecs = found.codecs.filter(({ mimeType }) => mimeType !== "audio/red");
    return kind === "audio" ? { ...found, codecs } : found;
  })(RTCRtpSender.getCapabilities);
}

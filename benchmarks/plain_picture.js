// A browser's own way with a picture: no hint that it is text, nothing asked of the encoder, no
// codec preferred, no rate to begin with; and nothing known of the line, so that nothing is given up.
"use strict";
{
  Object.defineProperty(MediaStreamTrack.prototype, "contentHint", { get: () => "", set() {} });
  RTCRtpSender.prototype.setParameters = () => Promise.resolve();
  RTCRtpTransceiver.prototype.setCodecPreferences = () => undefined;
  RTCPeerConnection.prototype.getStats = () => Promise.resolve(new Map());
  const own = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    const sdp = description.sdp.replace(/;?x-google-start-bitrate=\d+/g, "");
    return own.call(this, { type: description.type, sdp });
  };
}

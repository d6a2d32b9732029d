// A browser's own way with a picture: no hint that it is text, nothing asked of the encoder, no
// codec preferred, no rate to begin with.
"use strict";
{
  Object.defineProperty(MediaStreamTrack.prototype, "contentHint", { get: () => "", set() {} });
  RTCRtpSender.prototype.setParameters = () => Promise.resolve();
  RTCRtpTransceiver.prototype.setCodecPreferences = () => undefined;
  const own = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    const sdp = description.sdp.replace(/;?x-google-start-bitrate=\d+/g, "");
    return own.call(this, { type: description.type, sdp });
  };
}

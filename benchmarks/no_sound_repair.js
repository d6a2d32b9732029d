// Takes the asking again of sound out of every description: what is lost stays lost.
"use strict";
{
  const own = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    const sdp = description.sdp.replace(/^a=rtcp-fb:(?:63|111) nack\r\n/gm, "");
    return own.call(this, { type: description.type, sdp });
  };
}

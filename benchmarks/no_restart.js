// A browser that waits by itself: no restart of the search for a path, no second connection, no
// silent path kept, no whole picture asked for when it is back.
"use strict";
{
  const Own = window.RTCPeerConnection;
  let made = 0;
  window.RTCPeerConnection = class extends Own {
    constructor(...options) {
      made += 1;
      // The one of the lobby, and the one of a lesson.
      if (made > 1 && probe.isHeld) throw new DOMException("", "InvalidStateError");
      super(...options);
    }
    restartIce() {}
    addIceCandidate(candidate) {
      return probe.isHeld ? Promise.resolve() : super.addIceCandidate(candidate);
    }
    createOffer(options) {
      return super.createOffer({ ...options, iceRestart: false });
    }
  };
  const set = RTCRtpSender.prototype.setParameters;
  RTCRtpSender.prototype.setParameters = function (parameters, options) {
    return set.call(this, parameters, probe.isHeld ? {} : options);
  };
}

/** The page of a guest in a lesson: reads what Django wrote, and builds the visit. */

import { newId } from "../live/ids";
import { configurationOf } from "../live/ladder";
import { consoleLogger } from "../live/logger";
import { browserTime } from "../live/time";
import { CandidateGate } from "../live/trust-candidates";
import { bool, fields, orElse, text } from "../live/reading";
import { readJson } from "../shared/page";
import { Guest } from "./ui/guest";
import { Visit } from "./visit";

const config = fields({
  socket: text,
  pupil: fields({ first_name: text }),
  school_class: text,
  /** Both sides and the guest may be windows of one machine. */
  demo: orElse(bool, false),
});

function begin(element: Guest): void {
  const { socket, pupil, school_class: className, demo } = config(readJson("config"), "config");
  const visit = new Visit({
    openSocket: () => new WebSocket(new URL(socket, location.href.replace(/^http/, "ws"))),
    createPeer: (ice) => new RTCPeerConnection(configurationOf(ice, "all")),
    newGate: () => new CandidateGate(demo),
    newStream: () => new MediaStream(),
    devices: "mediaDevices" in navigator ? navigator.mediaDevices : undefined,
    newId,
    time: browserTime,
    random: () => Math.random(),
    logger: consoleLogger(demo),
    onChange: () => element.requestUpdate(),
  });
  element.host = { pupil: pupil.first_name, className };
  element.visit = visit;
}

const element = document.querySelector("sio-guest");
if (element instanceof Guest) begin(element);

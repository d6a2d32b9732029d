/** The page of the device check: reads what Django wrote, and builds the check. */

import { readJson } from "../shared/page";
import { browserOutcome } from "./browser";
import { CameraTest } from "./camera";
import { Check } from "./check";
import { parseIce } from "./ice";
import { LineTest } from "./line";
import { MicrophoneTest } from "./microphone";
import { type Outcome, PARTS } from "./outcomes";
import { soundPlayer, SpeakerTest } from "./speaker";
import { DeviceCheck } from "./ui/device-check";

function begin(element: DeviceCheck): void {
  const ice = parseIce(readJson("ice"));
  const devices = navigator.mediaDevices;
  const check = new Check(sideOf(readJson("config")), browserOutcome(window), {
    camera: () => new CameraTest(devices),
    microphone: () => new MicrophoneTest(devices),
    speaker: () => new SpeakerTest(soundPlayer(), devices),
    line: ice && (() => new LineTest(ice)),
  });
  window.addEventListener("pagehide", () => {
    check.close();
  });
  element.check = check;
}

function sideOf(config: unknown): Outcome<"side"> {
  const side = typeof config === "object" && config && "side" in config ? config.side : "";
  return PARTS.side.find((word) => word === side) ?? "unknown";
}

const element = document.querySelector("sio-check");
if (element instanceof DeviceCheck) begin(element);

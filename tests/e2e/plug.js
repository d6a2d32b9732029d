// Runs before the page's own scripts: a story pulls a camera's plug, and puts it back.
const gone = new Set();
const tracks = [];
const devices = navigator.mediaDevices ?? new EventTarget();
const list = devices.enumerateDevices?.bind(devices);
const open = devices.getUserMedia?.bind(devices);
const labels = new Map();

devices.enumerateDevices = async () => {
  const all = await list();
  for (const { deviceId, label } of all) labels.set(deviceId, label);
  return all.filter(({ label }) => !gone.has(label));
};

devices.getUserMedia = async (wanted) => {
  const exact = wanted.video?.deviceId?.exact;
  if (gone.has(labels.get(exact))) throw new DOMException("", "OverconstrainedError");
  const stream = await open(wanted);
  tracks.push(...stream.getVideoTracks());
  return stream;
};

window.plug = {
  out: (label) => {
    gone.add(label);
    for (const track of tracks) {
      if (track.label !== label || track.readyState !== "live") continue;
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
    devices.dispatchEvent(new Event("devicechange"));
  },
  in: (label) => {
    gone.delete(label);
    devices.dispatchEvent(new Event("devicechange"));
  },
};

// A camera with a head and a lens that is not there, before a room that is wider than its picture: on the
// board stands "bord", and a good way to the right of it "vergrootglas". The browser asks apart whether it
// may turn, and a person answers as `window.head.answer` says. It has no lens if `window.head.hasLens` is false.
if (navigator.mediaDevices) {
  const TURNING = ["pan", "tilt", "zoom"];
  const RANGES = {
    pan: { min: -360000, max: 360000, step: 3600 },
    tilt: { min: -360000, max: 360000, step: 3600 },
    zoom: { min: 100, max: 400, step: 1 },
  };
  // Of a picture, in degrees: what the product takes a camera for.
  const SEES = { wide: 64, high: 38 };
  const [WIDE, HIGH] = [1280, 720];
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  const query = navigator.permissions.query.bind(navigator.permissions);
  // One head, however often it is opened.
  const now = { pan: 0, tilt: 0, zoom: 100 };
  let zoomed = null;
  let state = "prompt";
  navigator.permissions.query = (about) =>
    about.panTiltZoom ? Promise.resolve({ state }) : query(about);
  devices.getUserMedia = async (wanted) => {
    const asks = wanted.video?.pan === true;
    if (asks && state === "prompt") state = window.head.answer;
    if (asks && state !== "granted") throw new DOMException("", "NotAllowedError");
    const video = { ...wanted.video };
    for (const way of TURNING) delete video[way];
    const stream = await open(wanted.video ? { ...wanted, video } : wanted);
    for (const track of stream.getVideoTracks()) {
      stream.removeTrack(track);
      stream.addTrack(stand(film(track), track, asks));
    }
    return stream;
  };
  /** What the head looks at, for as long as its camera is open. */
  function film(camera) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [WIDE, HIGH];
    const pen = canvas.getContext("2d", { alpha: false });
    const timer = setInterval(() => {
      if (camera.readyState === "ended") clearInterval(timer);
      const larger = now.zoom / 100;
      const right = (now.pan / 3600 / SEES.wide) * WIDE;
      const down = (-now.tilt / 3600 / SEES.high) * HIGH;
      pen.resetTransform();
      pen.fillStyle = "#fbfbf8";
      pen.fillRect(0, 0, WIDE, HIGH);
      pen.translate(WIDE / 2, HIGH / 2);
      pen.scale(larger, larger);
      pen.translate(-WIDE / 2 - right, -HIGH / 2 - down);
      pen.font = '96px "DejaVu Sans", sans-serif';
      pen.fillStyle = "#101820";
      pen.fillText("bord", 0.3 * WIDE, 0.5 * HIGH);
      pen.fillText("vergrootglas", 1.25 * WIDE, 0.5 * HIGH);
      pen.fillStyle = performance.now() % 600 < 300 ? "#35507a" : "#36517b";
      pen.fillRect(right, down, 60, 60);
    }, 100);
    return canvas.captureStream(10).getVideoTracks()[0];
  }
  /** The drawn picture, with all else that the browser's own camera says of itself. */
  function stand(track, camera, mayTurn) {
    const stop = track.stop.bind(track);
    track.stop = () => {
      camera.stop();
      stop();
    };
    track.getCapabilities = () => {
      const all = { ...camera.getCapabilities(), width: { max: WIDE }, height: { max: HIGH } };
      for (const way of TURNING) delete all[way];
      const { zoom, ...turning } = RANGES;
      if (mayTurn) Object.assign(all, turning, window.head.hasLens ? { zoom } : {});
      return all;
    };
    track.getSettings = () => {
      const settings = { ...camera.getSettings(), width: WIDE, height: HIGH };
      return mayTurn ? { ...settings, ...now } : settings;
    };
    track.applyConstraints = async (wanted) => {
      const wish = wanted.advanced?.find((one) => TURNING.some((way) => way in one));
      if (wish === undefined) return;
      if (!mayTurn) throw new DOMException("", "NotAllowedError");
      Object.assign(now, wish);
      zoomed = wish.zoom ?? null;
    };
    return track;
  }
  window.head = { answer: "granted", hasLens: true, zoom: () => zoomed };
}

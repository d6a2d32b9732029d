// A Luxafor that is not there: a browser's way to HID, kept allowed over a reload as the browser
// does, and `window.lamp` to see what it was told, pull it out and plug it in.
(() => {
  const ALLOWED = "story.lamp";
  const hid = new EventTarget();
  const sent = [];
  let plugged = true;
  let opened = false;
  const device = {
    vendorId: 0x04d8,
    productId: 0xf372,
    get opened() {
      return opened;
    },
    open: async () => {
      if (!plugged) throw new DOMException("gone", "NotFoundError");
      opened = true;
    },
    close: async () => {
      opened = false;
    },
    forget: async () => localStorage.removeItem(ALLOWED),
    sendReport: async (_id, bytes) => {
      if (!opened) throw new DOMException("closed", "InvalidStateError");
      sent.push([...bytes]);
    },
    sendFeatureReport: async () => {
      throw new DOMException("unknown", "NotAllowedError");
    },
  };
  hid.getDevices = async () => (plugged && localStorage.getItem(ALLOWED) ? [device] : []);
  hid.requestDevice = async () => {
    localStorage.setItem(ALLOWED, "yes");
    return [device];
  };
  Object.defineProperty(Navigator.prototype, "hid", { configurable: true, get: () => hid });
  window.lamp = {
    colour: () => sent.at(-1)?.slice(2, 5) ?? null,
    plug: (isIn) => {
      plugged = isIn;
      opened = false;
      hid.dispatchEvent(new Event(isIn ? "connect" : "disconnect"));
    },
  };
})();

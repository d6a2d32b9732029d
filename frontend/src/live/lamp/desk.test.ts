import { afterEach, expect, test } from "vitest";
import { silentLogger } from "../logger";
import { FakeHid, FakeHidDevice, FakeSerial, FakeSerialLine } from "../testing/fake-lamp";
import { FakeTime, settle } from "../testing/fake-time";
import { HID_KINDS, kindOf } from "./hid-kinds";
import { DARK } from "./lamp";
import { openDesk } from "./open";
import { lineFor } from "./serial";

const AMBER = [255, 150, 0] as const;
const desks: { close(): Promise<void> }[] = [];

function stage() {
  const time = new FakeTime();
  const hid = new FakeHid();
  const serial = new FakeSerial();
  const seen: string[] = [];
  const onChange = () => seen.push(desk.view.state);
  const desk = openDesk({ hid, serial, time, logger: silentLogger, onChange });
  desks.push(desk);
  return { time, hid, serial, desk };
}

afterEach(async () => {
  await Promise.all(desks.splice(0).map((desk) => desk.close()));
});

test.each([
  ["Luxafor", 0x04d8, 0xf372, ["out 0 01ffff9600000000"]],
  ["blink(1)", 0x27b8, 0x01ed, ["feature 1 63ff960000100000"]],
  ["BlinkStick", 0x20a0, 0x41e5, ["feature 1 ff9600", `feature 6 00${"96ff00".repeat(8)}`]],
])("%s gets what its maker says", async (name, vendor, product, reports) => {
  const { hid, desk } = stage();
  const device = new FakeHidDevice(vendor, product);
  hid.allowed.add(device);
  hid.plug(device);
  await settle();
  expect(desk.view.names).toEqual([name]);
  device.sent.length = 0;
  desk.want(AMBER);
  await settle();
  expect(device.sent).toEqual(reports);
});

test("a Busylight gets one step that goes to itself, and the sum of its bytes", () => {
  const [report] = kindOf(0x27bb, 0x3bca)!.reports(AMBER);
  const { bytes } = report!;
  expect(bytes).toHaveLength(64);
  expect([...bytes.subarray(0, 8)]).toEqual([0x10, 1, 100, 59, 0, 0, 0, 0x80]);
  const sum = bytes.subarray(0, 62).reduce((all, byte) => all + byte, 0);
  expect(bytes[62]! * 256 + bytes[63]!).toBe(sum);
});

test("each kind has a name of its own, and no two want the same device", () => {
  const ids = HID_KINDS.flatMap(({ filters }) => filters.map((one) => JSON.stringify(one)));
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(HID_KINDS.map(({ name }) => name)).size).toBe(HID_KINDS.length);
  expect(kindOf(0x1234, 1)).toBeNull();
});

test("a lamp of one's own gets lines of text", async () => {
  const { serial, desk } = stage();
  const line = new FakeSerialLine();
  serial.plugged.add(line);
  serial.picks = line;
  expect(await desk.choose("serial")).toBe(true);
  desk.want(AMBER);
  await settle();
  desk.want(DARK);
  await settle();
  expect(line.lines).toEqual(["lamp 000000\n", "lamp ff9600\n", "lamp 000000\n"]);
  expect(line.baudRate).toBe(9600);
  expect(lineFor([0, 10, 255])).toBe("lamp 000aff\n");
});

test("who picks nothing has no lamp, and no error", async () => {
  const { desk } = stage();
  expect(await desk.choose("hid")).toBe(false);
  expect(await desk.choose("serial")).toBe(false);
  expect(desk.view).toEqual({ state: "none", names: [], ways: ["hid", "serial"] });
});

test("it is said again while it is lit, and not while it is dark", async () => {
  const { time, hid, desk } = stage();
  const device = chosen(hid);
  await desk.look();
  await time.pass(12_000);
  expect(device.sent).toHaveLength(1);
  desk.want(AMBER);
  await time.pass(12_000);
  expect(device.sent).toHaveLength(4);
  expect(desk.view.state).toBe("lit");
});

test("a lamp that is pulled out is let go of, and lit again when it is back", async () => {
  const { hid, desk } = stage();
  const device = chosen(hid);
  await desk.look();
  desk.want(AMBER);
  await settle();
  hid.unplug(device);
  await settle();
  expect(desk.view.state).toBe("none");
  device.opened = false;
  device.sent.length = 0;
  hid.plug(device);
  await settle();
  expect(device.sent).toEqual(["out 0 01ffff9600000000"]);
  expect(desk.view).toMatchObject({ state: "lit", names: ["Luxafor"] });
});

test("a lamp that another program has is tried again, also when nothing changes", async () => {
  const { time, hid, desk } = stage();
  const device = chosen(hid);
  device.refuses = [-1];
  await desk.look();
  await settle();
  expect(desk.view).toMatchObject({ state: "busy", names: [] });
  device.refuses = [];
  await time.pass(6000);
  expect(desk.view).toMatchObject({ state: "ready", names: ["Luxafor"] });
});

test("a lamp that hangs holds up no other", async () => {
  const { time, hid, desk } = stage();
  const stuck = chosen(hid);
  stuck.hangs = true;
  const other = new FakeHidDevice(0x27b8, 0x01ed);
  hid.allowed.add(other);
  hid.plug(other);
  await settle();
  desk.want(AMBER);
  await time.pass(4000);
  expect(other.sent.at(-1)).toBe("feature 1 63ff960000100000");
  expect(desk.view).toMatchObject({ state: "lit", names: ["blink(1)"] });
  stuck.hangs = false;
});

test("a BlinkStick with one light does without the report for eight", async () => {
  const { hid, desk } = stage();
  const device = new FakeHidDevice(0x20a0, 0x41e5);
  device.refuses = [6];
  hid.allowed.add(device);
  hid.plug(device);
  await settle();
  expect(desk.view).toMatchObject({ state: "ready", names: ["BlinkStick"] });
});

test("the page that goes leaves it dark, and so does the desk that closes", async () => {
  const { hid, desk } = stage();
  const device = chosen(hid);
  await desk.look();
  desk.want(AMBER);
  await settle();
  desk.leave();
  await settle();
  expect(device.sent.at(-1)).toBe("out 0 01ff000000000000");
  desk.want(AMBER);
  await settle();
  await desk.close();
  expect(device.sent.at(-1)).toBe("out 0 01ff000000000000");
  expect(device.opened).toBe(false);
});

test("a lamp that is forgotten is dark, and the browser no longer gives it", async () => {
  const { hid, desk } = stage();
  const device = chosen(hid);
  await desk.look();
  desk.want(AMBER);
  await settle();
  await desk.forget();
  expect([device.sent.at(-1), device.isForgotten]).toEqual(["out 0 01ff000000000000", true]);
  expect(desk.view.state).toBe("none");
});

test("where the school forbids it there is no lamp, and no error", async () => {
  const { hid, desk } = stage();
  hid.isForbidden = true;
  await desk.look();
  expect(desk.view.state).toBe("none");
});

/** A Luxafor that was chosen on an earlier day, and is plugged in. */
function chosen(hid: FakeHid): FakeHidDevice {
  const device = new FakeHidDevice(0x04d8, 0xf372);
  hid.allowed.add(device);
  hid.plugged.add(device);
  return device;
}

import { expect, test } from "vitest";
import { boardDevice, boardWishes, mayTurn } from "./board-camera";

const TURNING = { pan: true, tilt: true, zoom: true };

function asked(
  camera: PermissionState | null,
  turning: PermissionState | null,
  { processors = 8, isFramed = false, isKnown = true } = {},
) {
  const permission = (turns: boolean) => Promise.resolve(turns ? turning : camera);
  return boardWishes({ processors, isFramed, knowsTurning: isKnown, permission });
}

test.each([
  ["prompt", "prompt", true],
  ["granted", "granted", true],
  // A second question would wait for an answer in an empty classroom.
  ["granted", "prompt", false],
  ["granted", "denied", false],
  ["denied", "denied", false],
  [null, null, false],
] as const)("camera %s, turning it %s: asked is %s", async (camera, turning, isAsked) => {
  const wishes = await asked(camera, turning);
  expect(wishes).toEqual(expect.objectContaining(isAsked ? TURNING : {}));
  expect("pan" in wishes).toBe(isAsked);
});

test("all the detail that comes fast enough, from large to less large", async () => {
  const { advanced } = await asked("granted", "denied");
  const sizes = advanced?.map(({ width, frameRate }) => [width, frameRate]);
  expect(sizes).toEqual([
    [{ min: 3840 }, { min: 15 }],
    [{ min: 2560 }, { min: 15 }],
  ]);
});

test("a weak device is asked for no more than the usual", async () => {
  expect(await asked("granted", "denied", { processors: 2 })).toEqual({});
});

test("of several lines on one device none asks to turn the camera, nor for 4K", async () => {
  expect(await asked("prompt", "prompt", { isFramed: true })).toEqual({});
});

test("a browser that knows of no cameras that turn says of one what it says of any", async () => {
  expect(await asked("granted", "granted", { isKnown: false, processors: 2 })).toEqual({});
});

test.each([
  ["prompt", {}, "prompt"],
  ["denied", {}, "denied"],
  ["granted", { isFramed: true }, null],
  ["granted", { knowsTurning: false }, null],
] as const)("turning it is %s: %o", async (state, change, told) => {
  const permission = () => Promise.resolve(state);
  const device = { processors: 8, isFramed: false, knowsTurning: true, permission, ...change };
  expect(await mayTurn(device)).toBe(told);
});

test("a browser that does not tell is not asked for more", async () => {
  const query = () => Promise.reject(new TypeError());
  const mediaDevices = { getSupportedConstraints: () => ({ pan: true }) };
  const navigator = { hardwareConcurrency: 8, permissions: { query }, mediaDevices };
  expect("pan" in (await boardWishes(boardDevice(navigator as unknown as Navigator, false)))).toBe(
    false,
  );
});

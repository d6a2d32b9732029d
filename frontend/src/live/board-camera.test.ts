import { expect, test } from "vitest";
import { boardDevice, boardWishes } from "./board-camera";

const TURNING = { pan: true, tilt: true, zoom: true };

function asked(camera: PermissionState | null, turning: PermissionState | null, processors = 8) {
  const permission = (mayTurn: boolean) => Promise.resolve(mayTurn ? turning : camera);
  return boardWishes({ processors, permission });
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
  expect(await asked("granted", "denied", 2)).toEqual({});
});

test("a browser that does not tell is not asked for more", async () => {
  const query = () => Promise.reject(new TypeError());
  const navigator = { hardwareConcurrency: 8, permissions: { query } } as unknown as Navigator;
  expect("pan" in (await boardWishes(boardDevice(navigator)))).toBe(false);
});

import { beforeEach, expect, it } from "vitest";
import { fileOf, jpegOf, sumOf } from "./testing/fake-files";
import { FilesStage } from "./testing/files-stage";

let stage: FilesStage;
beforeEach(() => {
  stage = new FilesStage();
  stage.connect();
});

const isHere = () => stage.home.states().includes("here");

async function askPhoto(): Promise<void> {
  await stage.pass(100);
  stage.home.files.askPhoto();
}

it("one press at home gives a photo, and the class sees that it was taken", async () => {
  await askPhoto();
  expect(stage.home.view.snap).toMatchObject({ why: null });
  await stage.until(isHere);
  expect(await stage.home.received()).toEqual({ "bord.jpg": sumOf(stage.klas.photo!) });
  expect(stage.home.view.snap).toBeNull();
  expect(stage.klas.view.shutter).not.toBeNull();
  // In class there is nothing of it to be seen, or kept.
  expect(stage.klas.items).toEqual([]);
  await stage.pass(20_000);
  expect(stage.klas.view.shutter).toBeNull();
});

it("it may weigh more where a file went fast, and no more than usual where none did", async () => {
  stage.connect();
  stage.home.files.askPhoto();
  await stage.until(() => stage.home.states().includes("here"));
  expect(stage.klas.mostBytes).toBe(450_000);
  stage.klas.provenKbps = 12_000;
  stage.home.files.askPhoto();
  await stage.until(() => stage.klas.taken === 2);
  expect(stage.klas.mostBytes).toBe(1_800_000);
});

it("goes before a file that is on its way, which then goes on", async () => {
  stage.klas.step = "face_slow";
  const bytes = jpegOf(400_000);
  stage.klas.files.send([fileOf(bytes, "a.jpg")]);
  await stage.until(() => (stage.home.items[0]?.done ?? 0) > 50_000);
  await askPhoto();
  await stage.until(() =>
    stage.home.items.some((one) => one.about === "board" && one.state === "here"),
  );
  expect(stage.home.items[0]?.state).toBe("going");
  await stage.until(() => stage.home.items[0]?.state === "here");
  expect((await stage.home.received())["a.jpg"]).toBe(sumOf(bytes));
});

it("survives a cut in the middle, without another press in class", async () => {
  stage.klas.photo = jpegOf(300_000, 5);
  stage.cut();
  await stage.pass(100);
  const first = stage.connect(150_000);
  await askPhoto();
  await stage.until(() => first.home.readyState === "closed");
  await stage.pass(60_000);
  stage.connect();
  await stage.until(isHere);
  expect(stage.klas.taken).toBe(1);
  expect(await stage.home.received()).toEqual({ "bord.jpg": sumOf(stage.klas.photo) });
});

it("is asked for again where the question itself was lost", async () => {
  await stage.pass(100);
  stage.cut();
  stage.home.files.askPhoto();
  await stage.pass(2000);
  stage.connect();
  await stage.until(isHere);
});

it.each([
  ["it has switched photos off", "photo.off", () => (stage.klas.mayPhoto = false)],
  ["its camera is off", "photo.no_camera", () => (stage.klas.hasBoard = false)],
  ["its camera gives none", "photo.failed", () => (stage.klas.photo = null)],
])("the class gives none while %s", async (_why, code, so) => {
  so();
  await askPhoto();
  await stage.until(() => stage.home.view.snap?.why === code);
  expect(stage.home.items).toEqual([]);
  stage.home.files.closePhoto();
  expect(stage.home.view.snap).toBeNull();
});

it.each([
  ["photo.no_camera", "hides", () => (stage.klas.hasBoard = false)],
  ["photo.off", "switches photos off", () => stage.klas.files.allowPhotos(false)],
])("%s: none is sent if the class %s while the camera takes its time", async (_code, _how, act) => {
  let ready: () => void = () => undefined;
  stage.klas.cameraReady = new Promise((resolve) => (ready = resolve));
  await askPhoto();
  await stage.until(() => stage.klas.taken === 1);
  act();
  ready();
  await stage.pass(20_000);
  expect(stage.home.items).toEqual([]);
  expect(stage.home.view.snap?.why).not.toBeNull();
});

it("of a lesson that ended while the camera took its time is not kept", async () => {
  let ready: () => void = () => undefined;
  stage.klas.cameraReady = new Promise((resolve) => (ready = resolve));
  await askPhoto();
  await stage.until(() => stage.klas.taken === 1);
  stage.klas.files.forget();
  stage.home.files.forget();
  ready();
  await stage.pass(1000);
  stage.connect();
  await stage.pass(5000);
  expect(stage.home.items).toEqual([]);
});

it("waits on a thin line with its sign, and does not go once photos are off", async () => {
  stage.klas.step = "photo";
  await askPhoto();
  await stage.pass(40_000);
  expect(stage.klas.view.shutter).not.toBeNull();
  stage.klas.files.allowPhotos(false);
  stage.klas.step = "whole";
  await stage.pass(20_000);
  expect(isHere()).toBe(false);
  expect(stage.klas.view.shutter).toBeNull();
});

it("stays away if it is taken back while home looks at it", async () => {
  let ready: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (ready = resolve));
  let isLooking = false;
  stage.home.sumReady = (nth) => {
    isLooking = nth === 2;
    return isLooking ? held : Promise.resolve();
  };
  await askPhoto();
  await stage.until(() => isLooking);
  stage.klas.files.takeBackPhoto();
  await stage.pass(5000);
  ready();
  await stage.pass(1000);
  expect(isHere()).toBe(false);
  expect(stage.home.urls.size).toBe(0);
});

it("nobody answers: after a while that is said", async () => {
  stage.cut();
  await stage.pass(100);
  await askPhoto();
  await stage.until(() => stage.home.view.snap?.why === "photo.no_answer");
});

it("is taken back by one press while it comes", async () => {
  stage.klas.step = "board_slowest";
  await askPhoto();
  await stage.until(() => (stage.home.items[0]?.done ?? 0) > 0);
  stage.klas.files.takeBackPhoto();
  await stage.until(() => stage.home.view.snap?.why === "photo.taken_back");
  expect(stage.home.items[0]).toMatchObject({ state: "stopped", url: null });
});

it("is taken back once it is there, also over a line that was away meanwhile", async () => {
  await askPhoto();
  await stage.until(isHere);
  stage.cut();
  stage.klas.files.takeBackPhoto();
  await stage.pass(5000);
  stage.connect();
  await stage.until(() => stage.home.items[0]?.state === "stopped");
  expect(stage.home.items[0]?.why).toBe("photo.taken_back");
  expect(stage.home.urls.size).toBe(0);
});

it("is switched off for the lesson by one press, and the pupil's key says so", async () => {
  await askPhoto();
  await stage.until(isHere);
  stage.klas.files.allowPhotos(false);
  await stage.until(() => !stage.home.view.photos);
  expect(stage.home.items[0]?.state).toBe("stopped");
  await askPhoto();
  await stage.until(() => stage.home.view.snap?.why === "photo.off");
  expect(stage.klas.taken).toBe(1);
});

it("only the pupil asks, and only what was asked for comes", async () => {
  await stage.pass(100);
  stage.klas.files.askPhoto();
  await stage.pass(1000);
  expect(stage.home.taken).toBe(0);
  stage.home.files.allowPhotos(false);
  expect(stage.home.mayPhoto).toBe(true);
});

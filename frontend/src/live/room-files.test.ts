/** Files and photos in a whole lesson, from page to page. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { fileOf, jpegOf } from "./testing/fake-files";
import { Stage } from "./testing/stage";

let stage: Stage;

beforeEach(async () => {
  stage = new Stage();
  await stage.meet();
});

afterEach(() => {
  stage.close();
});

const came = () => stage.home.view.files.items.map(({ name, state }) => `${name} ${state}`);

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries += 1) await stage.pass(100);
  expect(isSo()).toBe(true);
}

test("a file goes both ways, and nothing of it is left after the lesson", async () => {
  stage.klas.room.files.send([fileOf(jpegOf(30_000), "bord.jpg")]);
  stage.home.room.files.send([fileOf(jpegOf(20_000, 2), "schrift.jpg")]);
  await until(() => came().includes("bord.jpg here") && came().includes("schrift.jpg sent"));
  expect(stage.home.photos.size).toBe(1);
  stage.klas.room.leave();
  await stage.pass(1000);
  for (const { view, photos } of [stage.home, stage.klas])
    expect([view.files.items, photos.size]).toEqual([[], 0]);
});

test("nothing goes in the lobby", async () => {
  stage.klas.room.leave();
  await stage.pass(1000);
  stage.klas.room.dismiss();
  stage.home.room.files.askPhoto();
  await stage.pass(5000);
  expect(stage.klas.stills).toEqual([]);
  expect(stage.home.view.files.linked).toBe(false);
});

test("the photo is of the board's own camera, and taken once", async () => {
  stage.home.room.files.askPhoto();
  await until(() => came().includes("bord.jpg here"));
  expect(stage.klas.stills).toHaveLength(1);
  expect(stage.klas.stills[0]).toMatch(/^full ./);
});

test.each<[string, string, () => void]>([
  ["photo.no_camera", "its camera is off", () => stage.klas.room.setCamera(false)],
  ["photo.no_camera", "the class has a break", () => stage.klas.room.pause("class")],
  ["photo.off", "photos are off", () => stage.klas.room.files.allowPhotos(false)],
])("%s: no photo is taken while %s", async (code, _when, act) => {
  act();
  await stage.pass(500);
  stage.home.room.files.askPhoto();
  await until(() => stage.home.view.files.snap?.why === code);
  expect(stage.klas.stills).toEqual([]);
});

test("who rests asks for no photo", async () => {
  stage.home.room.pause("rest");
  await stage.pass(500);
  stage.home.room.files.askPhoto();
  await stage.pass(3000);
  expect(stage.klas.stills).toEqual([]);
});

test("photos stay off when the class's page is loaded anew, and are on in the next lesson", async () => {
  stage.klas.room.files.allowPhotos(false);
  await stage.pass(500);
  stage.klas.reload();
  await until(() => stage.home.view.files.linked && !stage.home.view.files.photos);
  expect(stage.klas.view.files.photos).toBe(false);
  stage.klas.room.leave();
  await stage.pass(1000);
  expect(stage.klas.view.files.photos).toBe(true);
});

test("a page that is loaded anew in the middle asks for the file again", async () => {
  const file = fileOf(jpegOf(3_000_000), "a.jpg");
  stage.klas.room.files.send([file]);
  await until(() => (stage.home.view.files.items[0]?.done ?? 0) > 1_500_000);
  stage.klas.reload();
  await until(() => stage.klas.view.files.missing.length === 1);
  const had = stage.klas.view.files.missing[0]!.got;
  expect(had).toBeGreaterThan(1_500_000);
  stage.klas.room.files.send([file]);
  await until(() => came().includes("a.jpg here"));
});

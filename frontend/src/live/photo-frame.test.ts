import { beforeEach, expect, test } from "vitest";
import { PhotoFrame } from "./photo-frame";

const photo = new Blob(["x"], { type: "image/jpeg" });

let live: string[];
let changes: number;
let frame: PhotoFrame;

beforeEach(() => {
  let last = 0;
  live = [];
  changes = 0;
  const of = () => {
    last += 1;
    live.push(`blob:${last}`);
    return `blob:${last}`;
  };
  const revoke = (url: string) => {
    live = live.filter((one) => one !== url);
  };
  frame = new PhotoFrame({ of, revoke }, () => (changes += 1));
});

test("shows the latest, and gives the one before back", () => {
  frame.want(true);
  frame.receive(photo);
  frame.receive(photo);
  expect([frame.url, live, changes]).toEqual(["blob:2", ["blob:2"], 2]);
});

test("is empty once the picture is back, and stays so", () => {
  frame.want(true);
  frame.receive(photo);
  frame.want(false);
  frame.want(false);
  frame.receive(photo);
  expect([frame.url, live, changes]).toEqual([null, [], 2]);
});

test("nothing is shown that was not asked for", () => {
  frame.receive(photo);
  expect([frame.url, live]).toEqual([null, []]);
});

import { expect, it } from "vitest";
import { useTexts } from "../../shared/texts";
import { type FileView, NO_FILES } from "../files-view";
import { filesNews } from "./files-news";
import { percentOf, sizeWord, stateWord } from "./file-words";

const FILE: FileView = {
  ...{ id: "1", mine: false, name: "blad.pdf", kind: "pdf", about: "file", bytes: 1000 },
  ...{ done: 500, state: "going", why: null, halted: null, url: null },
};

useTexts({
  shutter: "{name}: foto",
  "files.new.home": "nieuw",
  "files.new.asked.class": "groot",
  "files.why.active": "programma",
  "snap.why.off": "uit",
  "snap.name": "bord",
  "files.mb": "{size} MB",
  "files.kb": "{size} kB",
  "files.coming": "{percent} %",
  "files.thin": "smal",
});

it("says what came, what was refused and that a photo was taken, once", () => {
  const going = { ...NO_FILES, items: [FILE] };
  const here = { ...NO_FILES, items: [{ ...FILE, state: "here" as const }] };
  expect(filesNews(going, here, "home", "Noor")).toEqual(["nieuw blad.pdf"]);
  expect(filesNews(here, here, "home", "Noor")).toEqual([]);
  expect(filesNews(null, here, "home", "Noor")).toEqual([]);
  const asked = { ...NO_FILES, items: [{ ...FILE, state: "asked" as const }] };
  expect(filesNews(NO_FILES, asked, "class", "Noor")).toEqual(["groot blad.pdf"]);
  const bad = { ...FILE, mine: true, state: "refused", why: "files.active" } as const;
  expect(filesNews(NO_FILES, { ...NO_FILES, items: [bad] }, "home", "Noor")).toEqual([
    "blad.pdf: programma",
  ]);
  const shot = { ...NO_FILES, shutter: "2" };
  expect(filesNews(NO_FILES, shot, "class", "Noor")).toEqual(["Noor: foto"]);
  const off = { ...NO_FILES, snap: { id: "3", why: "photo.off" as const } };
  expect(filesNews(NO_FILES, off, "home", "Noor")).toEqual(["uit"]);
});

it("counts to a hundred only when all is there", () => {
  expect(percentOf(FILE)).toBe(50);
  expect(percentOf({ ...FILE, done: 1000 })).toBe(99);
  expect(percentOf({ ...FILE, state: "here" })).toBe(100);
  expect(sizeWord(1000)).toBe("1 kB");
  expect(sizeWord(5.2 * 1024 * 1024)).toBe("5,2 MB");
});

it("says why it stands still, or did not come", () => {
  expect(stateWord(FILE, true)).toBe("50 %");
  expect(stateWord({ ...FILE, halted: "thin" }, true)).toBe("smal");
  expect(stateWord({ ...FILE, why: "files.active" }, true)).toBe("programma");
});

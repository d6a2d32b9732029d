import { expect, it } from "vitest";
import { codeOf } from "./errors";
import { FILE_KINDS, kindOfFile } from "./file-kinds";
import { bytesFrom, fileOf, jpegOf, zipOf } from "./testing/fake-files";

const WORD = zipOf([
  ["[Content_Types].xml", "<x/>"],
  ["word/document.xml", "<x/>"],
]);
const OPEN_TEXT = zipOf([
  ["mimetype", "application/vnd.oasis.opendocument.text"],
  ["content.xml", "<x/>"],
]);

it.each([
  ["pdf", "blad.pdf", bytesFrom("%PDF-1.7\n")],
  ["jpeg", "foto.JPG", jpegOf(50)],
  ["png", "foto.png", bytesFrom([0x89], "PNG\r\n", [0x1a], "\n....")],
  ["webp", "foto.webp", bytesFrom("RIFF", [1, 2, 3, 10], "WEBPVP8 ")],
  ["gif", "a.gif", bytesFrom("GIF89a....")],
  ["heic", "IMG_1.HEIC", bytesFrom([0, 0, 0, 24], "ftypheic....")],
  ["mp3", "lied.mp3", bytesFrom("ID3....")],
  ["mp3", "lied.mp3", bytesFrom([0xff, 0xfb, 0x90, 0])],
  ["m4a", "stem.m4a", bytesFrom([0, 0, 0, 24], "ftypM4A ....")],
  ["m4a", "opname.m4a", bytesFrom([0, 0, 0, 24], "ftypmp42....")],
  ["ogg", "stem.ogg", bytesFrom("OggS....")],
  ["wav", "stem.wav", bytesFrom("RIFF", [1, 2, 3, 4], "WAVEfmt ")],
  ["docx", "brief.docx", WORD],
  ["xlsx", "lijst.xlsx", zipOf([["xl/workbook.xml", "<x/>"]])],
  ["pptx", "spreek.pptx", zipOf([["ppt/presentation.xml", "<x/>"]])],
  ["odt", "brief.odt", OPEN_TEXT],
  ["txt", "lees.txt", bytesFrom("Dag!\r\n\t3 < 4 en 5 > 4\n")],
  ["txt", "é.txt", new TextEncoder().encode("\uFEFFcafé à 3 €")],
  ["txt", "wide.txt", bytesFrom([0xff, 0xfe], "D\0a\0g\0")],
  // A telephone that gives a picture another picture's name.
  ["webp", "foto.jpg", bytesFrom("RIFF", [1, 2, 3, 4], "WEBPVP8 ")],
  ["jpeg", "zonder", jpegOf(50)],
] as const)("knows a %s that is called %s", async (kind, name, bytes) => {
  expect(await kindOfFile(fileOf(new Uint8Array(bytes), name), name)).toBe(kind);
});

it.each([
  [
    "files.active",
    "macro.docx",
    zipOf([
      ["word/document.xml", ""],
      ["word/vbaProject.bin", ""],
    ]),
  ],
  [
    "files.active",
    "macro.odt",
    zipOf([
      ["mimetype", "x"],
      ["Basic/Standard/a.xml", ""],
    ]),
  ],
  ["files.active", "a.docm", WORD],
  ["files.active", "a.svg", bytesFrom("hello")],
  ["files.active", "a.txt", bytesFrom("#!/bin/sh\n")],
  ["files.active", "a.txt", bytesFrom("\n\n  <SCRIPT>1</SCRIPT>")],
  ["files.active", "a.pdf", bytesFrom("<?xml version='1.0'?><svg/>")],
  ["files.active", "a.txt", bytesFrom([0xef, 0xbb, 0xbf], "<!-- x --><b>")],
  ["files.active", "a.txt", bytesFrom([0xff, 0xfe], "<\0h\0t\0m\0l\0>\0")],
  ["files.active", "a.bin", bytesFrom([0x7f], "ELF....")],
  ["files.lies", "a.txt", bytesFrom("%PDF-1.7\n")],
  ["files.lies", "a.docx", OPEN_TEXT],
  ["files.lies", "a.jpg", WORD],
  ["files.type", "a.zip", zipOf([["a.txt", "x"]])],
  ["files.type", "a.docx", WORD.slice(0, 60)],
  ["files.type", "a.doc", bytesFrom([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ["files.type", "film.mp4", bytesFrom([0, 0, 0, 24], "ftypisom....")],
  ["files.type", "a.txt", bytesFrom("abc", [0], "def")],
  ["files.type", "a.csv", bytesFrom("a;b;c")],
] as const)("refuses as %s what is called %s", async (code, name, bytes) => {
  const refused = await kindOfFile(fileOf(new Uint8Array(bytes), name), name).catch(codeOf);
  expect(refused).toBe(code);
});

it("gives nothing a type that a browser would run", () => {
  for (const { mime } of Object.values(FILE_KINDS))
    expect(mime).not.toMatch(/html|svg|xhtml|script/);
});

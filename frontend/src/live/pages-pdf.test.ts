import { PDFDocument } from "@cantoo/pdf-lib";
import { afterEach, expect, it, vi } from "vitest";
import { kindOfFile } from "./file-kinds";
import { pdfOf } from "./pages-pdf";
import { bytesFrom } from "./testing/fake-files";

/** As much of a JPEG as says how large it is. */
function jpegSized(width: number, height: number): Blob {
  const two = (value: number) => [value >> 8, value & 255];
  const size = [8, ...two(height), ...two(width), 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1];
  return new Blob([bytesFrom([0xff, 0xd8, 0xff, 0xc0, 0, 17], size, [0xff, 0xd9])]);
}

it("puts each page on a sheet of its own, upright or across, in their order", async () => {
  const file = await pdfOf([jpegSized(800, 1200), jpegSized(1600, 900)]);
  expect(await kindOfFile(file, "bladen.pdf")).toBe("pdf");
  const pdf = await PDFDocument.load(await file.arrayBuffer());
  const sizes = pdf.getPages().map((page) => [page.getWidth(), page.getHeight()].map(Math.round));
  expect(sizes).toEqual([
    [595, 842],
    [842, 595],
  ]);
});

afterEach(() => {
  vi.useRealTimers();
});

it("makes the same file of the same pages, a day later too", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const pages = [jpegSized(800, 1200), jpegSized(1600, 900)];
  const files = [];
  for (const day of ["2026-11-27T09:00:00Z", "2026-11-28T09:00:00Z"]) {
    vi.setSystemTime(day);
    files.push(new Uint8Array(await (await pdfOf(pages)).arrayBuffer()));
  }
  expect(files[0]).toEqual(files[1]);
});

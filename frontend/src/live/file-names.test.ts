import fc from "fast-check";
import { expect, it } from "vitest";
import { cleanName, endingOf, MAX_NAME, shortName } from "./file-names";

it.each([
  ["werkblad.pdf", "pdf", "werkblad.pdf"],
  ["../../etc/passwd", "txt", "-..-etc-passwd.txt"],
  ["C:\\Users\\Tuur\\taak.docx", "docx", "C--Users-Tuur-taak.docx"],
  // It would read as "taakfdp.exe" turned round.
  ["taak\u202Efdp.exe", "pdf", "taakfdp.pdf"],
  ["", "jpg", "blad.jpg"],
  ["  ...  ", "jpg", "blad.jpg"],
  ["cafe\u0301.png", "png", "café.png"],
  ["foto.webp", "webp", "foto.webp"],
])("%j of a %s is saved as %j", (name, ending, clean) => {
  expect(cleanName(name, ending)).toBe(clean);
});

it("is safe whatever somebody wrote", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
      const clean = cleanName(name, "pdf");
      // eslint-disable-next-line no-control-regex -- that is what must not be there
      expect(clean).not.toMatch(/[\x00-\x1f/\\:]|^\./);
      expect(clean.endsWith(".pdf")).toBe(true);
      expect(clean.length).toBeLessThanOrEqual(2 * MAX_NAME);
      expect(cleanName(clean, "pdf")).toBe(clean);
    }),
  );
});

it("is shown short, with its end", () => {
  expect(shortName("kort.pdf")).toBe("kort.pdf");
  const long = shortName("een heel lange naam voor een werkblad van wiskunde.pdf");
  expect(Array.from(long)).toHaveLength(30);
  expect(long.endsWith("wiskunde.pdf")).toBe(true);
  expect(endingOf("a.tar.GZ")).toBe("gz");
});

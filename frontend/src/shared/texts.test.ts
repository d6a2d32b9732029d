import { expect, test } from "vitest";
import { fill, t, useTexts } from "./texts";

test("a text is filled in, and an unknown key is itself", () => {
  useTexts({ "hand.raised": "{name} steekt de hand op", empty: "" });
  expect(t("hand.raised", { name: "Tuur" })).toBe("Tuur steekt de hand op");
  expect(t("hand.nobody")).toBe("hand.nobody");
  expect(t("empty")).toBe("");
});

test("what is filled in is not read as a text itself", () => {
  expect(fill("{a} {b} {c}", { a: "{b}", b: 7 })).toBe("{b} 7 {c}");
});

import { describe, expect, it } from "vitest";

import { codeIn, fillFromFragment } from "./pairing";

describe("the code of a pairing link", () => {
  it("is what stands behind the #", () => {
    expect(codeIn("#ABCD-EFGH")).toBe("ABCD-EFGH");
    expect(codeIn("#ABCD%20EFGH")).toBe("ABCD EFGH");
  });

  it("is empty if there is nothing to read", () => {
    expect(codeIn("")).toBe("");
    expect(codeIn("#%E0%A4%A")).toBe("");
  });

  it("goes into an empty field, and leaves what was typed", () => {
    const fields = [{ value: "" }, { value: "typed" }];
    const root = { querySelectorAll: () => fields } as unknown as ParentNode;
    fillFromFragment(root, "#ABCD-EFGH");
    expect(fields).toEqual([{ value: "ABCD-EFGH" }, { value: "typed" }]);
  });
});

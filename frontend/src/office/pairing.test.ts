import { describe, expect, it } from "vitest";

import { codeIn, fillFromFragment, pressOnce } from "./pairing";

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

describe("a form that is pressed once", () => {
  class Form extends EventTarget {
    constructor(readonly dataset: Record<string, string>) {
      super();
    }
  }

  /** Whether each of two presses goes to the server. */
  function presses(
    form: Form,
    between: (window: EventTarget) => void = () => undefined,
  ): boolean[] {
    const window = new EventTarget();
    pressOnce(form, window);
    const press = () => form.dispatchEvent(new Event("submit", { cancelable: true }));
    const first = press();
    between(window);
    return [first, press()];
  }

  it("drops the second press", () => {
    expect(presses(new Form({ pressOnce: "" }))).toEqual([true, false]);
  });

  it("may be pressed again after coming back to the page", () => {
    const back = (window: EventTarget) => window.dispatchEvent(new Event("pageshow"));
    expect(presses(new Form({ pressOnce: "" }), back)).toEqual([true, true]);
  });

  it("leaves other forms alone", () => {
    expect(presses(new Form({}))).toEqual([true, true]);
  });
});

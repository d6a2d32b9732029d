import { expect, it } from "vitest";

import { offerPrint } from "./print";

class Button extends EventTarget {
  hidden = true;
}

it("shows the button, which prints", () => {
  const button = new Button();
  const root = { querySelectorAll: () => [button] } as unknown as ParentNode;
  let printed = 0;
  offerPrint(root, () => {
    printed += 1;
  });
  expect(button.hidden).toBe(false);
  button.dispatchEvent(new Event("click"));
  expect(printed).toBe(1);
});

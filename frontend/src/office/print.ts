/** Buttons that print the page; without a script the browser's own menu does it. */
export function offerPrint(root: ParentNode, print: () => void): void {
  for (const button of root.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      print();
    });
  }
}

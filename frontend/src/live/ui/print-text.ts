/** Prints a few lines on a sheet of their own: nothing else of the page comes onto paper. */

export function printText(text: string): void {
  const sheet = document.createElement("pre");
  sheet.className = "print-sheet";
  sheet.textContent = text;
  const page = document.documentElement;
  const clean = (): void => {
    page.classList.remove("prints-sheet");
    sheet.remove();
  };
  document.body.append(sheet);
  page.classList.add("prints-sheet");
  addEventListener("afterprint", clean, { once: true });
  window.print();
}

/** Prints one picture on a sheet of its own: nothing else of the page comes onto paper. */

export function printPicture(url: string): void {
  const sheet = document.createElement("div");
  sheet.className = "print-sheet";
  const picture = document.createElement("img");
  picture.alt = "";
  picture.src = url;
  sheet.append(picture);
  const page = document.documentElement;
  const clean = (): void => {
    page.classList.remove("prints-sheet");
    sheet.remove();
  };
  const print = (): void => {
    page.classList.add("prints-sheet");
    addEventListener("afterprint", clean, { once: true });
    window.print();
  };
  document.body.append(sheet);
  picture.decode().then(print, clean);
}

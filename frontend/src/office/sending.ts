/**
 * A form with files that htmx sends (`data-sends`): how far it is, and what went wrong on the way.
 * Without this script the same form goes as any other. Whatever fails, what was chosen stays.
 */

interface Progress {
  lengthComputable?: boolean;
  loaded?: number;
  total?: number;
}

/** Whole percents; null if nobody knows how much there is. */
export function percentOf(progress: Progress): number | null {
  const { lengthComputable, loaded = 0, total = 0 } = progress;
  if (lengthComputable !== true || total <= 0) return null;
  return Math.min(100, Math.floor((100 * loaded) / total));
}

/** True if one of the files, or all of them together, is larger than may be. */
export function isTooLarge(sizes: readonly number[], most: number, together: number): boolean {
  const sum = sizes.reduce((before, size) => before + size, 0);
  return sum > together || sizes.some((size) => size > most);
}

export function followSending(page: EventTarget): void {
  const on = (name: string, work: (form: HTMLFormElement, event: Event) => void): void => {
    page.addEventListener(name, (event) => {
      const target = event.target;
      const form =
        target instanceof Element ? target.closest<HTMLFormElement>("[data-sends]") : null;
      if (form) work(form, event);
    });
  };
  on("change", (form) => {
    show(form, "large", chosenTooLarge(form));
  });
  on("htmx:beforeRequest", (form, event) => {
    show(form, "failed", false);
    if (chosenTooLarge(form)) event.preventDefault();
    else progress(form, 0);
  });
  on("htmx:xhr:progress", (form, event) => {
    const percent = percentOf((event as CustomEvent<Progress>).detail);
    if (percent !== null) progress(form, percent);
  });
  on("htmx:afterRequest", (form) => {
    show(form, "progress", false);
  });
  for (const failed of ["htmx:sendError", "htmx:sendAbort", "htmx:timeout", "htmx:responseError"])
    on(failed, (form) => {
      show(form, "failed", true);
    });
}

function chosenTooLarge(form: HTMLFormElement): boolean {
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  const sizes = Array.from(input?.files ?? [], (file) => file.size);
  return isTooLarge(sizes, Number(form.dataset.mostBytes), Number(form.dataset.mostTogether));
}

function progress(form: HTMLFormElement, percent: number): void {
  show(form, "progress", true);
  const bar = form.querySelector("progress");
  if (bar) bar.value = percent;
}

function show(form: HTMLFormElement, part: string, shown: boolean): void {
  const element = form.querySelector<HTMLElement>(`[data-sends-${part}]`);
  if (element) element.hidden = !shown;
}

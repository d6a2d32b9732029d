// What nobody can press on this page: out of the window, or with something over it.
() => {
  const inFront = document.querySelector("dialog:modal");
  const shown = (one) =>
    one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    one.getBoundingClientRect().width > 2 &&
    (inFront === null || inFront.contains(one));
  const isPressed = (one, at) =>
    one.contains(at) || [...(one.labels ?? [])].some((label) => label.contains(at));
  // A question or a sign lies over the picture for a while, and what is on it waits.
  const waits = (one, at) =>
    one.matches(".toast, .steer *, .mine *, .swap, .swap *") &&
    at?.closest(".stage__over, .hand-alarm") !== null;
  const name = (one) => one.getAttribute("aria-label") ?? one.innerText ?? one.name;
  return [...document.querySelectorAll("button, a[href], input, select")]
    .filter(shown)
    .filter((one) => {
      one.scrollIntoView({ block: "nearest", inline: "nearest" });
      // Of a link over two lines the first: between them it may have nothing.
      const { x, y, width, height } = one.getClientRects()[0];
      const at = document.elementFromPoint(x + width / 2, y + height / 2);
      return !isPressed(one, at) && !waits(one, at);
    })
    .map(name);
}

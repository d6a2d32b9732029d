/** The whole screen for the page, where the browser has that. */

export const fullScreen = {
  possible: (): boolean => document.fullscreenEnabled,
  on: (): boolean => document.fullscreenElement !== null,
  toggle: (): void => {
    const wish = fullScreen.on()
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen({ navigationUI: "hide" });
    void wish.catch(() => undefined);
  },
};

/** Returns the way to stop. */
export function onFullScreenChange(listener: () => void): () => void {
  document.addEventListener("fullscreenchange", listener);
  return () => {
    document.removeEventListener("fullscreenchange", listener);
  };
}

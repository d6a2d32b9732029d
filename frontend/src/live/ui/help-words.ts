/** The figures of a line in words: what the helpdesk sees of this side. Pure. */

import { t } from "../../shared/texts";
import type { Figures } from "../figure-fields";
import type { Route } from "../view";

/** Name and value of each figure, in the order in which the helpdesk sees them. */
export function figureWords(figures: Figures): readonly (readonly [string, string])[] {
  const of = (value: number | null, unit: string) => (value === null ? "–" : `${value} ${unit}`);
  const percent = (permille: number | null) =>
    permille === null ? "–" : `${(permille / 10).toLocaleString()} %`;
  return [
    [t("figure.route"), figures.route === null ? "–" : routeWord(figures.route)],
    [t("figure.round_trip"), of(figures.round_trip_ms, "ms")],
    [t("figure.lost_in"), percent(figures.lost_in_permille)],
    [t("figure.lost_out"), percent(figures.lost_out_permille)],
    [t("figure.in_kbps"), of(figures.in_kbps, "kbit/s")],
    [t("figure.out_kbps"), of(figures.out_kbps, "kbit/s")],
    [t("figure.in_frames"), pictureWord(figures.in_frames, figures.in_codec)],
    [t("figure.out_frames"), pictureWord(figures.out_frames, figures.out_codec)],
    [t("figure.battery"), of(figures.battery_percent, "%")],
    [t("figure.browser"), browserWord(figures)],
  ];
}

export function pictureWord(frames: number | null, codec: string | null): string {
  if (frames === null) return "–";
  return codec === null ? String(frames) : `${frames} (${codec.toUpperCase()})`;
}

export function browserWord({ browser, browser_version }: Figures): string {
  if (browser === "other") return t("figure.browser.other");
  const name = browser.charAt(0).toUpperCase() + browser.slice(1);
  return browser_version === 0 ? name : `${name} ${browser_version}`;
}

export function routeWord(route: Route): string {
  switch (route) {
    case "direct":
      return t("route.direct");
    case "relay-udp":
      return t("route.relay", { by: "UDP" });
    case "relay-tcp":
      return t("route.relay", { by: "TCP" });
    case "relay-tls":
      return t("route.relay", { by: "TLS" });
  }
}

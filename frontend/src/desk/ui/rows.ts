/** The rows of one side's table: what it is called, says, and is judged. Pure. */

import { t } from "../../shared/texts";
import type { Amount } from "../history";
import * as judge from "../judge";
import type { Judgement } from "../judge";
import type { Sent } from "../protocol";
import * as word from "./words";

export interface Row {
  readonly name: string;
  readonly value: string;
  readonly judgement: Judgement | null;
  /** What its chart shows; null if it has none. */
  readonly chart: Amount | null;
}

export interface Group {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** `other`: the other side, as far as it is heard; it sends what comes in here. */
export function groupsOf(sent: Sent, other: Sent | null): readonly Group[] {
  return [
    { name: t("desk.group.way"), rows: way(sent) },
    { name: t("desk.group.in"), rows: incoming(sent, other) },
    { name: t("desk.group.out"), rows: outgoing(sent) },
    { name: t("desk.group.device"), rows: device(sent) },
  ];
}

function row(
  name: string,
  value: string,
  judgement: Judgement | null,
  chart: Amount | null = null,
): Row {
  return { name, value, judgement, chart };
}

function way(sent: Sent): readonly Row[] {
  const { round_trip_ms: ms } = sent;
  const trip = word.amountWord(ms, "ms");
  return [
    row(t("figure.route"), word.wayWord(sent), judge.ofRoute(sent)),
    row(t("figure.round_trip"), trip, judge.ofRoundTrip(ms), "round_trip_ms"),
  ];
}

function incoming(sent: Sent, other: Sent | null): readonly Row[] {
  const { lost_in_permille: lost, in_kbps: kbps, in_frames: frames } = sent;
  const rate = word.amountWord(kbps, "kbit/s");
  const picture = word.pictureWord(frames, sent.in_codec);
  return [
    row(t("desk.lost"), word.lossWord(lost), judge.ofLoss(lost), "lost_in_permille"),
    row(t("desk.rate"), rate, judge.ofRate(kbps, other, sent), "in_kbps"),
    row(t("desk.frames"), picture, judge.ofFrames(frames), "in_frames"),
  ];
}

function outgoing(sent: Sent): readonly Row[] {
  const { lost_out_permille: lost, out_kbps: kbps, out_frames: frames } = sent;
  const rate = word.amountWord(kbps, "kbit/s");
  const room = word.amountWord(sent.available_kbps, "kbit/s");
  const picture = word.pictureWord(frames, sent.out_codec);
  return [
    row(t("desk.lost"), word.lossWord(lost), judge.ofLoss(lost), "lost_out_permille"),
    row(t("desk.rate"), rate, judge.ofRate(kbps, sent, sent), "out_kbps"),
    row(t("desk.available"), room, judge.ofAvailable(sent.available_kbps), "available_kbps"),
    row(t("desk.frames"), picture, judge.ofFrames(frames), "out_frames"),
    row(t("desk.saving"), word.stepWord(sent), judge.ofStep(sent)),
  ];
}

function device(sent: Sent): readonly Row[] {
  return [
    row(t("figure.battery"), word.batteryWord(sent), judge.ofBattery(sent)),
    row(t("figure.browser"), word.browserWord(sent), judge.ofBrowser(sent)),
  ];
}

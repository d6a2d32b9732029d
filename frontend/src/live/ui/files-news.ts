/** What a screen reader says of files and photos. Pure. */

import { t } from "../../shared/texts";
import { shortName } from "../file-names";
import type { FilesView, FileView } from "../files-view";
import type { Side } from "../view";
import { whyWord } from "./file-words";

/** The sentences for the step from `before` to `after`. */
export function filesNews(
  before: FilesView | null,
  after: FilesView,
  side: Side,
  pupil: string,
): readonly string[] {
  if (before === null) return [];
  const shot = after.shutter !== null && after.shutter !== before.shutter;
  const { snap } = after;
  const isRefused = snap !== null && snap.why !== null && snap.why !== before.snap?.why;
  return [
    ...(shot ? [t("shutter", { name: pupil })] : []),
    ...(isRefused ? [whyWord(snap.why)] : []),
    ...after.items.filter((file) => isNew(before, file)).map((file) => arrived(file, side)),
  ];
}

function isNew({ items }: FilesView, { id, mine, state }: FileView): boolean {
  const was = items.find((file) => file.id === id)?.state;
  return (
    was !== state && (state === "refused" || (!mine && (state === "here" || state === "asked")))
  );
}

function arrived(file: FileView, side: Side): string {
  if (file.why !== null) return `${shortName(file.name)}: ${whyWord(file.why)}`;
  if (file.about === "board") return t("snap.name");
  const key = file.state === "asked" ? "files.new.asked" : "files.new";
  return `${t(side === "home" ? `${key}.home` : `${key}.class`)} ${shortName(file.name)}`;
}

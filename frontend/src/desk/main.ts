/** The helpdesk's page of one question. The only place with globals. */

import { consoleLogger } from "../live/logger";
import { fields, text } from "../live/reading";
import { browserTime } from "../live/time";
import { readJson } from "../shared/page";
import { Connection } from "./connection";
import { DeskElement } from "./ui/desk-element";
import { Watch } from "./watch";

const config = fields({ socket: text });

function begin(): void {
  const shown = document.querySelector("sio-desk");
  const json = readJson("config");
  if (!(shown instanceof DeskElement) || json === null) return;
  const { socket } = config(json, "config");
  const watch = new Watch(() => browserTime.now());
  shown.watch = watch;
  const changed = (act: () => void): void => {
    act();
    shown.requestUpdate();
    document.body.toggleAttribute("data-over", watch.isOver);
  };
  const connection = new Connection({
    open: () => new WebSocket(new URL(socket, location.href.replace(/^http/, "ws"))),
    time: browserTime,
    logger: consoleLogger(false),
    listener: {
      onSaid: (said) => {
        changed(() => {
          watch.heard(said);
        });
      },
      onDown: () => {
        changed(() => {
          watch.down();
        });
      },
      onRefused: () => {
        changed(() => {
          watch.refused();
        });
      },
    },
  });
  connection.connect();
  addEventListener("pagehide", () => {
    connection.close();
  });
  // A page that comes back from the browser's cache has a dead socket.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}

begin();

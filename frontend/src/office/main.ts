/** Scripts of the office pages, and of the page that pairs a device. */

import { browserTime } from "../live/time";
import { indexedDatabases } from "../shared/databases";
import { forgetHelpers, forgetPages } from "./forget";
import { fillFromFragment, pressOnce } from "./pairing";
import { startPasskeys } from "./passkey";
import { offerPrint } from "./print";
import { followSending } from "./sending";

startPasskeys(document);
fillFromFragment(document, location.hash);
pressOnce(document, window);
followSending(document);
offerPrint(document, () => {
  window.print();
});
forgetHelpers(document, () => localStorage);
forgetPages(document, (side) => {
  void import("../live/pages-store").then(({ PagesStore }) => {
    const owner = { side, traject: 0, pairing: 0 };
    return new PagesStore(indexedDatabases(), owner, browserTime).wipe();
  });
});

/** Scripts of the office pages, and of the page that pairs a device. */

import { forgetHelpers } from "./forget";
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

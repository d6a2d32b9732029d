// For the pages of the peers: where they show the other side; and two names that the script of
// Debian's demo page asks for and its settings forget: no token, no secret.
"use strict";
window.probe.picture = "#there, #videoremote1 video";
window.token = null;
window.apisecret = null;

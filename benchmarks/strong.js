// A class device with as many processors as carry a picture of 4K.
"use strict";
Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => 8 });

// In class: once told so, a photo is written as fine as it goes, whatever it weighs.
"use strict";
{
  const write = HTMLCanvasElement.prototype.toBlob;
  HTMLCanvasElement.prototype.toBlob = function (done, type, quality) {
    write.call(this, done, type, probe.finest ? 1 : quality);
  };
}

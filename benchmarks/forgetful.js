// A page that remembers nothing of a lesson, so that it waits for a press when it is loaded anew.
"use strict";
localStorage.clear();
indexedDB.deleteDatabase("sio");

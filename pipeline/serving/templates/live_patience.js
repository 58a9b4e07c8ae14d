"use strict";

// How long to wait for an answer. Phones of before 2022 can't set a time themselves; very old ones can't give up.
function patience() {
  if (!window.AbortController) return undefined;
  const waiting = new AbortController();
  setTimeout(() => waiting.abort(), 8000);
  return waiting.signal;
}

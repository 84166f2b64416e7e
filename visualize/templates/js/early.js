(() => {
  "use strict";
  // Before anything is painted: no flash of the other colours, and no picture's frame where no script runs.
  const root = document.documentElement;
  let kept = null;
  try {
    kept = window.localStorage.getItem("claimgraph-theme");
  } catch {
    kept = null; // Some browsers keep nothing for a file opened from disk.
  }
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = kept === "dark" || kept === "light" ? kept : dark ? "dark" : "light";
  root.classList.add("js");
})();

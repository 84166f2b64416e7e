// Colours come from the style sheet, so that picture, tables and panel always agree.

const COLOURS = ["paper", "card", "sunk", "ink", "soft", "rule", "pro", "con", "doubt", "aside", "cut", "same", "line",
  "pro-wash", "con-wash", "doubt-wash", "aside-wash", "focus", "on-mark"];
const colour = {};
let SANS = "sans-serif";
let SERIF = "serif";

function readTheme() {
  const style = window.getComputedStyle(document.documentElement);
  for (const name of COLOURS) colour[name] = style.getPropertyValue(`--${name}`).trim();
  SANS = style.getPropertyValue("--sans").trim() || "sans-serif";
  SERIF = style.getPropertyValue("--serif").trim() || "serif";
}

const isDark = () => document.documentElement.dataset.theme === "dark";

function setTheme(dark, { keep = false } = {}) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  $("theme").setAttribute("aria-label", `Switch to ${dark ? "light" : "dark"} colours`);
  if (keep) {
    try {
      window.localStorage.setItem("claimgraph-theme", dark ? "dark" : "light");
    } catch {
      // Not kept: some browsers keep nothing for a file opened from disk.
    }
  }
  readTheme();
}

// What is chosen. The address keeps it (#node=…&argue=…), so that back, forward and a sent link all work.

const FIRST_STEPS = 2;
const state = {
  node: -1, // the node whose details are open
  edge: -1, // or the relation
  argue: -1, // the node around which everything else is hidden
  steps: FIRST_STEPS,
  day: -1, // the day as of which everything is shown; -1 is the latest record
  fall: -1, // the source or statement that a what-if lets fall
  view: "graph",
  language: DATA.language,
  cursor: -1, // where the keyboard stands in the graph
  query: "",
};

const listeners = [];
const onChange = (listener) => listeners.push(listener);
const announce = (words) => {
  $("live").textContent = "";
  // Cleared first, so that the same words twice are spoken twice.
  window.setTimeout(() => { $("live").textContent = words; }, 30);
};

function decode(words) {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

/** Read an address: pairs after the #; a bare #n12 or #e3 is a row of the tables. */
function readAddress(hash) {
  const found = { node: -1, edge: -1, argue: -1, steps: FIRST_STEPS, day: -1, fall: -1, view: "graph", unknown: "" };
  const bare = /^#([ne])(\d{1,7})$/.exec(hash);
  if (bare) {
    const index = Number(bare[2]);
    if (bare[1] === "n" && index < NODES.length) found.node = index;
    if (bare[1] === "e" && index < EDGES.length) found.edge = index;
    return found;
  }
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    const key = part.slice(0, Math.max(at, 0));
    const value = decode(part.slice(at + 1));
    if (key === "node") {
      if (byIri.has(value)) found.node = byIri.get(value);
      else if (edgeByIri.has(value)) found.edge = edgeByIri.get(value);
      else found.unknown = value;
    } else if (key === "edge" && /^\d{1,7}$/.test(value) && Number(value) < EDGES.length) found.edge = Number(value);
    else if (key === "argue" && byIri.has(value)) found.argue = byIri.get(value);
    else if (key === "steps" && /^[1-9]$/.test(value)) found.steps = Number(value);
    else if (key === "day") found.day = dayAt(value);
    else if (key === "fall" && byIri.has(value) && fallOf(byIri.get(value))) found.fall = byIri.get(value);
    else if (key === "view" && value === "table") found.view = "table";
    else if (key === "whole") found.whole = true;
  }
  // What falls with what is known for the latest record only.
  if (found.fall >= 0) found.day = -1;
  return found;
}

function writeAddress(next) {
  const parts = [];
  if (next.node >= 0) parts.push(`node=${encodeURIComponent(NODES[next.node].id)}`);
  else if (next.edge >= 0) {
    const iri = EDGES[next.edge].facts.iri;
    parts.push(typeof iri === "string" ? `node=${encodeURIComponent(iri)}` : `edge=${next.edge}`);
  }
  if (next.argue >= 0) parts.push(`argue=${encodeURIComponent(NODES[next.argue].id)}`);
  if (next.argue >= 0 && next.steps !== FIRST_STEPS) parts.push(`steps=${next.steps}`);
  if (next.day >= 0) parts.push(`day=${DAYS[next.day].day}`);
  if (next.fall >= 0) parts.push(`fall=${encodeURIComponent(NODES[next.fall].id)}`);
  if (next.view === "table") parts.push("view=table");
  return parts.length ? `#${parts.join("&")}` : "#whole=1";
}

const CHOSEN = ["node", "edge", "argue", "steps", "day", "fall", "view"];
const chosen = () => Object.fromEntries(CHOSEN.map((key) => [key, state[key]]));

/** Change what is chosen. Each change is one entry in the browser's history, unless it replaces the last one. */
function go(change, { replace = false } = {}) {
  const next = { ...chosen(), ...change };
  if (change.node !== undefined && change.edge === undefined) next.edge = -1;
  if (change.edge !== undefined && change.node === undefined) next.node = -1;
  const hash = writeAddress(next);
  if (hash === window.location.hash) apply(next);
  else if (replace) {
    window.history.replaceState(null, "", hash);
    apply(next);
  } else window.location.hash = hash; // hashchange applies it
}

function apply(next) {
  const before = { ...state };
  for (const key of CHOSEN) state[key] = next[key];
  readDay();
  readFall();
  if (state.node >= 0) state.cursor = state.node;
  for (const listener of listeners) listener(before);
}

function fromAddress() {
  const hash = window.location.hash;
  const found = readAddress(hash);
  const opened = hash.length <= 1;
  // A page made around one claim opens on its argument; an empty address means that.
  if (opened && DATA.focus !== null && DATA.focus >= 0) found.argue = DATA.focus;
  apply(found);
  if (found.unknown) announce(`This page holds nothing under ${shorten(found.unknown, 120)}`);
}

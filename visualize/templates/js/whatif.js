// What if this falls: what the graph says would fall with a source or statement, shown and not decided. Nothing is taken back by it.

const FALLS = isMap(DATA.falls) ? DATA.falls : {};
const fallen = { item: -2, nodes: new Set(), standing: new Map() };
const fallOf = (i) => own(FALLS, String(i));

function readFall() {
  if (fallen.item === state.fall) return;
  fallen.item = state.fall;
  const fall = state.fall >= 0 ? fallOf(state.fall) : undefined;
  fallen.nodes = new Set(fall ? [state.fall, ...fall.fallen] : []);
  fallen.standing = new Map((fall ? fall.standing : []).map(([claim, code]) => [claim, STANDING_NAMES[code]]));
}

const hasFallen = (i) => state.fall >= 0 && fallen.nodes.has(i);

/** What would follow, in a few words. */
function fallTold(i) {
  const fall = fallOf(i);
  const others = fall.fallen.filter((one) => one !== i).length;
  return [others ? `${plural(others, "statement falls", "statements fall")} with it` : "no other statement falls",
    fall.standing.length ? plural(fall.standing.length, "claim stands otherwise", "claims stand otherwise") : "no claim changes where it stands"].join("; ");
}

function letFall(i) {
  const day = state.day;
  go({ fall: i, day: -1 });
  announce(`What if: ${shorten(nameWords(i), 120)} falls. ${fallTold(i)}. Escape undoes it.${day >= 0 ? " The latest record is shown." : ""}`);
}

function undoFall() {
  if (state.fall < 0) return;
  go({ fall: -1 });
  announce("What-if undone");
  if (document.activeElement === null || document.activeElement === document.body) $(state.view === "graph" ? "stage" : "tables").focus({ preventScroll: true });
}

/** The button in a panel. */
function fallButton(i) {
  if (!fallOf(i)) return null;
  return state.fall === i
    ? el("button", { type: "button", id: "fall", className: "falls on", "@aria-pressed": "true", on: { click: undoFall } }, "Undo the what-if")
    : el("button", { type: "button", id: "fall", className: "falls", on: { click: () => letFall(i) } }, `What if this ${familyOf[i] === "source" ? "source" : "statement"} falls?`);
}

function showFall() {
  const box = $("whatif");
  box.hidden = state.fall < 0;
  if (state.fall < 0) { box.replaceChildren(); return; }
  const fall = fallOf(state.fall);
  const why = text(fall.sentence);
  const changed = fall.standing.map(([claim]) => claim);
  box.replaceChildren(
    el("p", {}, el("strong", { className: "tag" }, "What if"), " ", link(state.fall, shorten(familyOf[state.fall] === "statement" ? sentence(state.fall) : nameWords(state.fall), 90)), el("strong", {}, " falls? "),
      el("span", {}, `${capital(fallTold(state.fall))}. `), why ? [why, " "] : null,
      el("span", { className: "silent" }, "Nothing is taken back: this only shows what rests on it.")),
    changed.length
      ? el("details", {}, el("summary", {}, `Which ${plural(changed.length, "claim", "claims")}`),
        el("ul", { className: "sheet" }, changed.map((claim) => el("li", {}, link(claim, shorten(nameWords(claim), 140)), el("span", { className: "standing-line" }, standingParts(claim))))))
      : null,
    el("button", { type: "button", id: "undo-fall", on: { click: undoFall } }, "Undo", el("kbd", {}, "Esc")));
}

// The graph by keyboard: arrows walk from neighbour to neighbour, Enter opens, Escape closes.

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function startCursor() {
  if (state.cursor >= 0 && boxes.has(state.cursor)) return state.cursor;
  if (sight.mode.claim !== undefined && boxes.has(sight.mode.claim)) return sight.mode.claim;
  // Top left, as a page is read.
  return [...boxes].sort(([, p], [, q]) => p.x - p.w / 2 - (q.x - q.w / 2) || p.y - q.y)[0]?.[0] ?? -1;
}

/** The neighbour that lies most in a direction; if no line leads there, the nearest card that does. */
function step(from, [dx, dy]) {
  const here = boxes.get(from);
  const score = (i) => {
    const box = boxes.get(i);
    const [x, y] = [box.x - here.x, box.y - here.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    return along > 4 && aside <= along * 2.2 ? along + aside * 1.6 : Infinity;
  };
  const best = (candidates) => {
    let found = -1;
    let least = Infinity;
    for (const i of candidates) {
      const points = i === from ? Infinity : score(i);
      if (points < least) { least = points; found = i; }
    }
    return found;
  };
  const joined = (routesOf.get(from) ?? []).map((route) => (route.from === from ? route.to : route.from));
  const neighbour = best(joined);
  return neighbour >= 0 ? neighbour : best(boxes.keys());
}

/** What the way from one node to the next says: "contradicts", "is supported by", … */
function wayBetween(a, b) {
  const words = edgesOf[a].map((e) => EDGES[e]).filter((edge) => edge.a === b || edge.b === b)
    .map((edge) => (edge.a === a ? lineMark(edge.kind).word : lineMark(edge.kind).inverse));
  return [...new Set(words)].join(" and ");
}

/** How a claim or statement stands now, for those who hear it. */
function fareWords(i) {
  if (familyOf[i] === "claim") return standingWords(i);
  if (hasFallen(i)) return "falls in this what-if";
  if (perhapsPublic(i)) return "perhaps public";
  return familyOf[i] === "statement" ? [labelOf(i) ? labelWord(labelOf(i)) : "", notHeld(i)].filter(Boolean).join(", ") : "";
}

function moveCursor(to) {
  const before = state.cursor;
  state.cursor = to;
  reveal(to);
  network.redraw();
  const way = before >= 0 && before !== to ? wayBetween(before, to) : "";
  announce([`${way ? `${shorten(way, 160)}: ` : ""}${nodeMark(kindOf(to)).word}: ${sentence(to)}`, fareWords(to)].filter(Boolean).join(", "));
}

function onStageKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = own(ARROWS, event.key);
  if (arrow) {
    event.preventDefault();
    const from = startCursor();
    if (from < 0) return;
    if (state.cursor !== from) { moveCursor(from); return; }
    const to = step(from, arrow);
    if (to >= 0) moveCursor(to);
    else announce("Nothing further in this direction");
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    const i = startCursor();
    if (i >= 0) openDetails({ node: i }, { focus: true });
  } else if (event.key === "+" || event.key === "=") { event.preventDefault(); zoom(1.25); }
  else if (event.key === "-") { event.preventDefault(); zoom(0.8); }
  else if (event.key === "0") { event.preventDefault(); autoFit = true; fit(); }
  else if (event.key === "Home") { event.preventDefault(); state.cursor = -1; const i = startCursor(); if (i >= 0) moveCursor(i); }
}

function onPageKey(event) {
  const typing = event.target instanceof HTMLElement && /^(input|select|textarea)$/i.test(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    $("query").focus();
    $("query").select();
  } else if (event.key === "Escape" && !event.defaultPrevented) {
    if (closeLists()) return;
    if (!$("filters").hidden && $("filters").contains(document.activeElement)) openFilters(false);
    else if (state.fall >= 0) undoFall();
    else if (!$("panel").hidden) closeDetails();
  }
}

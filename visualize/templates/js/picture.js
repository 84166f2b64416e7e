// The picture: vis-network holds the nodes, the camera and the pointer; cards and lines are drawn by us.

let network = null;
let sight = null; // what is shown
let boxes = new Map(); // where: node number to {x, y, w, h}
let routes = [];
let routesOf = new Map();
let hot = { node: -1, route: null };
let near = null; // what stays bright while something is chosen: {nodes, edges}
let hits = null; // what the search found
let nodeData = null;
let drawnMode = "";
let askedBefore = "";

function buildPicture() {
  nodeData = new vis.DataSet(NODES.map((node, i) => ({
    id: i, x: node.x ?? 0, y: node.y ?? 0, shape: "custom", physics: false, ctxRenderer: renderer,
  })));
  network = new vis.Network($("stage"), { nodes: nodeData, edges: new vis.DataSet([]) }, {
    autoResize: true,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    nodes: { chosen: false, size: 60 },
    interaction: { dragNodes: false, hover: false, selectConnectedEdges: false, selectable: false, keyboard: false, zoomSpeed: 0.7, tooltipDelay: 1e9 },
  });
  network.on("beforeDrawing", drawLines);
  network.on("afterDrawing", drawBadges);
  network.on("click", (event) => {
    const { x, y } = event.pointer.canvas;
    const i = nodeAt(x, y);
    if (i >= 0) { state.cursor = i; openDetails({ node: i }); return; }
    const route = routeAt(x, y);
    if (route) openDetails({ edge: route.e });
    else if (state.node >= 0 || state.edge >= 0) go({ node: -1, edge: -1 });
  });
  network.on("doubleClick", (event) => {
    const i = nodeAt(event.pointer.canvas.x, event.pointer.canvas.y);
    if (i >= 0) go({ node: i, argue: i });
  });
  $("stage").addEventListener("pointermove", point);
  $("stage").addEventListener("pointerleave", () => setHot(-1, null));
  const canvas = $("stage").querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true");
  $("stage").querySelectorAll("[tabindex]").forEach((inner) => inner.setAttribute("tabindex", "-1"));
  // Known once laid out, without waiting for a font: positions were computed before the page was opened.
  let turned = upright();
  new ResizeObserver(() => {
    if (turned !== upright()) { turned = upright(); refresh({ refit: true }); } else if (autoFit) fit({ animate: false });
  }).observe($("stage"));
  network.on("zoom", () => { autoFit = false; });
  network.on("dragStart", () => { autoFit = false; });
}
let autoFit = true;

function renderer({ ctx, id, x, y }) {
  const box = boxes.get(id);
  const size = { width: box ? box.w : 1, height: box ? box.h : 1 };
  return {
    drawNode() {
      if (!box || !inView(box)) return;
      const scale = view.scale;
      drawCard(ctx, id, box, {
        scale, argument: sight.mode.name === "argument", claim: sight.mode.claim, middle: id === sight.mode.claim,
        chosen: id === state.node, cursor: id === state.cursor && document.activeElement === $("stage"),
        hot: id === hot.node || (hits !== null && hits.has(id)),
        dim: (near !== null && !near.nodes.has(id)) || (hits !== null && !hits.has(id)),
        faint: perhapsPublic(id) || sight.unspoken.has(id), fallen: hasFallen(id),
      });
    },
    nodeDimensions: size,
  };
}

const view = { scale: 1, left: -1e9, right: 1e9, top: -1e9, bottom: 1e9 };
function readView() {
  view.scale = network.getScale();
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const to = network.DOMtoCanvas({ x: $("stage").clientWidth, y: $("stage").clientHeight });
  Object.assign(view, { left: from.x, top: from.y, right: to.x, bottom: to.y });
}
const inView = (box) => box.x + box.w / 2 > view.left - 12 && box.x - box.w / 2 < view.right + 12
  && box.y + box.h / 2 > view.top - 12 && box.y - box.h / 2 < view.bottom + 12;
const routeInView = ({ a, b }) => Math.max(a.x, b.x) + 330 > view.left && Math.min(a.x, b.x) - 330 < view.right
  && Math.max(a.y, b.y) + 60 > view.top && Math.min(a.y, b.y) - 60 < view.bottom;

const routeLook = (route) => {
  const lit = near !== null && (near.edges.has(route.e) || route.also.some((e) => near.edges.has(e)));
  return {
    scale: view.scale, argument: sight.mode.name === "argument",
    hot: lit || hot.route === route || route.e === state.edge,
    dim: (near !== null && !lit && route.e !== state.edge) || (hits !== null && !hits.has(route.from) && !hits.has(route.to)),
  };
};

function drawLines(ctx) {
  readView();
  const visible = routes.filter(routeInView);
  for (const bright of [false, true]) {
    for (const route of visible) {
      const look = routeLook(route);
      if (look.hot === bright) strokeLine(ctx, route, look);
    }
  }
}

function drawBadges(ctx) {
  for (const bright of [false, true]) {
    for (const route of routes) {
      if (!routeInView(route)) continue;
      const look = routeLook(route);
      if (look.hot === bright) drawBadge(ctx, route, look);
    }
  }
}

function nodeAt(x, y) {
  let found = -1;
  for (const [i, box] of boxes) {
    if (Math.abs(box.x - x) <= box.w / 2 + 2 && Math.abs(box.y - y) <= box.h / 2 + 2) found = i;
  }
  return found;
}

function routeAt(x, y) {
  let best = null;
  let nearest = 9 / Math.max(0.2, view.scale);
  for (const route of routes) {
    if (!routeInView(route)) continue;
    const away = distance(route, x, y);
    if (away < nearest) { nearest = away; best = route; }
  }
  return best;
}

function point(event) {
  if (event.pointerType === "touch" || event.buttons) { setHot(-1, null); return; }
  const frame = $("stage").getBoundingClientRect();
  const at = network.DOMtoCanvas({ x: event.clientX - frame.left, y: event.clientY - frame.top });
  const i = nodeAt(at.x, at.y);
  const route = i >= 0 ? null : routeAt(at.x, at.y);
  setHot(i, route, event.clientX - frame.left, event.clientY - frame.top);
}

function setHot(i, route, x = 0, y = 0) {
  const changed = hot.node !== i || hot.route !== route;
  hot = { node: i, route };
  const tip = $("tip");
  $("stage").style.cursor = i >= 0 || route ? "pointer" : "";
  if (i < 0 && !route) tip.hidden = true;
  else {
    if (changed) tip.replaceChildren(...(i >= 0 ? tipOfNode(i) : tipOfEdge(route.e)));
    tip.hidden = false;
    const wide = $("stage").clientWidth;
    const tall = $("stage").clientHeight;
    tip.style.left = `${Math.max(4, Math.min(x + 16, wide - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 20 + tip.offsetHeight > tall ? Math.max(4, y - tip.offsetHeight - 12) : y + 20}px`;
  }
  if (changed) network.redraw();
}

function tipOfNode(i) {
  const parts = [el("span", { className: "kind" }, shorten(nodeMark(kindOf(i)).word, 80)), said(sentence(i))];
  const told = [];
  if (familyOf[i] === "claim") told.push(standingWords(i), atLatest() ? NODES[i].roots : "");
  if (familyOf[i] === "statement") told.push(labelOf(i) ? `${labelWord(labelOf(i))} (${labelOf(i)})` : "", notHeld(i));
  if (perhapsPublic(i)) told.push("perhaps public: its day is unknown");
  if (hasFallen(i)) told.push("falls, in this what-if");
  else if (fallOf(i) && state.fall < 0) told.push(`if it fell: ${fallTold(i)}`);
  const kept = told.filter(Boolean);
  if (kept.length) parts.push(el("br"), el("em", {}, kept.join(" · ")));
  return parts;
}
function tipOfEdge(e) {
  const edge = EDGES[e];
  const parts = [el("span", { className: "kind" }, shorten([lineMark(edge.kind).word, edge.facts.strength, edge.facts.origin, edge.facts.non_responsive === true ? misses(edge.facts) : ""].filter(Boolean).join(" · "), 160)),
    said(sentence(edge.a)), el("br"), el("strong", {}, shorten(lineMark(edge.kind).word, 80)), el("br"), said(sentence(edge.b))];
  const [why] = inLanguage(edge.facts.why);
  if (why) parts.push(el("br"), el("br"), "Why: ", said(shorten(why, 300)));
  return parts;
}

/** Take over what is shown now: nodes, places, lines. */
function refresh({ refit = false } = {}) {
  const asked = [...ASKED_FOR].filter((kind) => filters.lines.get(kind)).join();
  if (asked !== askedBefore) { askedBefore = asked; buildLegend(); }
  sight = shown();
  // In the tables nothing is hidden for being far from the claim in the middle; only the reader's choices count.
  sight.tableNodes = shown({ argue: -1, tables: true }).nodes;
  hits = state.query ? searchHits() : null;
  if (network !== null) {
    boxes = new Map();
    for (const [i, x, y, w, h] of sight.rows) if (sight.nodes.has(i)) boxes.set(i, { x, y, w, h });
    nodeData.update(NODES.map((_, i) => {
      const box = boxes.get(i);
      return box ? { id: i, x: box.x, y: box.y, hidden: false } : { id: i, hidden: true };
    }));
    // vis-network leaves out what lay outside the view when it was last drawn, wherever it stands now.
    for (const [i, box] of boxes) {
      const bounds = network.body?.nodes?.[i]?.shape?.boundingBox;
      if (bounds) Object.assign(bounds, { left: box.x - box.w / 2, right: box.x + box.w / 2, top: box.y - box.h / 2, bottom: box.y + box.h / 2 });
    }
    routes = routeLines(sight, boxes);
    routesOf = new Map();
    for (const route of routes) {
      for (const end of [route.from, route.to]) {
        if (!routesOf.has(end)) routesOf.set(end, []);
        routesOf.get(end).push(route);
      }
    }
    hot = { node: -1, route: null };
    $("tip").hidden = true;
    choose();
    if (sight.mode.name === "near" && boxes.has(sight.mode.centre)) drawChainsOf(sight.mode.centre);
    describeWhere();
    const nowMode = `${sight.mode.name}|${state.argue}|${state.steps}`;
    if (refit || nowMode !== drawnMode) {
      autoFit = true;
      fit({ animate: drawnMode !== "" });
    }
    drawnMode = nowMode;
    Object.assign($("stage").dataset, { picture: sight.mode.name, nodes: boxes.size, lines: routes.length });
    network.redraw();
  }
  showRows();
  const count = filterCount();
  $("filter-count").textContent = count ? ` · ${count}` : "";
}

/** What stays bright beside the chosen node: itself, what a line joins to it, and its chains. */
function choose() {
  near = null;
  if (hits !== null) return; // while something is searched for, the hits are what is bright
  if (state.node >= 0 && boxes.has(state.node) && state.node !== sight.mode.claim) {
    const nodes = new Set([state.node]);
    const edges = new Set();
    // A claim is argued about through its statements: what bears on them belongs to it.
    const from = familyOf[state.node] === "claim"
      ? [state.node, ...edgesOf[state.node].filter((e) => isStance(EDGES[e])).map((e) => EDGES[e].a)] : [state.node];
    for (const i of from) {
      for (const e of edgesOf[i]) {
        if (i !== state.node && !isRelation(EDGES[e]) && !isStance(EDGES[e])) continue;
        edges.add(e);
        for (const end of [EDGES[e].a, EDGES[e].b, ...drawnEnds(EDGES[e])]) nodes.add(end);
      }
    }
    for (const i of [...nodes]) {
      const claim = familyOf[i] === "statement" ? claimOf(i) : undefined;
      if (claim !== undefined) nodes.add(claim);
    }
    near = { nodes, edges };
    if (sight.mode.name !== "argument") drawChainsOf(state.node);
  } else if (state.edge >= 0) {
    const edge = EDGES[state.edge];
    near = { nodes: new Set([edge.a, edge.b].flatMap((i) => [i, claimOf(i)]).filter((i) => i !== undefined)), edges: new Set([state.edge]) };
  }
}

/** Elsewhere than in an argument chains, speakers and slots are drawn for the chosen node only. */
function drawChainsOf(i) {
  const drawn = new Set(routes.flatMap((route) => [route.e, ...route.also]));
  const more = edgesOf[i].filter((e) => (CHAINS.has(lineGroups[e]) || QUIET.has(lineGroups[e])) && filters.lines.get(lineGroups[e]) !== false && !drawn.has(e)
    && boxes.has(EDGES[e].a) && boxes.has(EDGES[e].b));
  if (!more.length) return;
  const extra = routeLines({ ...sight, edges: more }, boxes);
  for (const route of extra) route.extra = true;
  routes = [...routes.filter((route) => !route.extra), ...extra];
}

function describeWhere() {
  const now = sight.mode;
  const parts = [];
  if (now.name === "whole") {
    if (sight.nodes.size === 0) parts.push(el("span", { className: "is" }, "Nothing passes the filters."));
  } else {
    const steps = el("input", { type: "number", min: 1, max: now.most, value: Math.min(state.steps, now.most), "@aria-label": "Steps from the middle",
      on: { change: () => go({ steps: Math.max(1, Math.min(now.most, Number(steps.value) || FIRST_STEPS)) }) } });
    parts.push(
      el("button", { type: "button", id: "to-whole", on: { click: () => go({ argue: -1 }) } }, "← Whole graph"),
      el("label", {}, "within", steps, `of ${now.most} ${now.most === 1 ? "step" : "steps"}`));
    if (now.name === "argument") {
      const toggle = el("input", { type: "checkbox", checked: filters.otherClaims, on: { change: () => { filters.otherClaims = toggle.checked; refresh({ refit: true }); } } });
      parts.push(el("label", {}, toggle, "other claims"));
      if (now.argument.leftOut) parts.push(el("span", { className: "is" }, `${now.argument.leftOut} further statements are not drawn here; the table has them.`));
    }
  }
  $("where").replaceChildren(...parts);
}

// The camera

function freeRoom({ underPanel = false } = {}) {
  const stage = $("stage");
  const panel = $("panel").hidden || underPanel ? 0 : Math.min($("panel").offsetWidth, stage.clientWidth);
  const legend = $("foot").offsetHeight;
  return { left: 16, top: sight.mode.name === "whole" ? 10 : 50, right: Math.max(120, stage.clientWidth - (panel >= stage.clientWidth * 0.8 ? 0 : panel) - 16), bottom: Math.max(120, stage.clientHeight - legend - 10) };
}

function moveTo(x, y, scale, animate, room = freeRoom()) {
  const stage = $("stage");
  const offset = { x: (room.left + room.right) / 2 - stage.clientWidth / 2, y: (room.top + room.bottom) / 2 - stage.clientHeight / 2 };
  network.moveTo({ position: { x, y }, scale, offset, animation: animate && !still.matches ? { duration: 260, easingFunction: "easeInOutQuad" } : false });
}

function fit({ animate = true } = {}) {
  if (!boxes.size || !network || $("stage").clientWidth === 0) return;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes.values()) {
    left = Math.min(left, box.x - box.w / 2); right = Math.max(right, box.x + box.w / 2);
    top = Math.min(top, box.y - box.h / 2); bottom = Math.max(bottom, box.y + box.h / 2);
  }
  for (const { sign: at } of routes) {
    if (!at) continue;
    left = Math.min(left, at[0] - 10); right = Math.max(right, at[0] + 10);
    top = Math.min(top, at[1] - 10); bottom = Math.max(bottom, at[1] + 10);
  }
  // The whole picture would be too small to read beside the panel; it stays as large as it was, partly beneath it.
  const room = freeRoom({ underPanel: sight.mode.name === "whole" });
  const scale = Math.min((room.right - room.left) / (right - left + 24), (room.bottom - room.top) / (bottom - top + 16), 1.25);
  moveTo((left + right) / 2, (top + bottom) / 2, Math.max(0.02, scale), animate, room);
}

/** Bring a node into the free part of the picture, without moving more than is needed. */
function reveal(i) {
  const box = boxes.get(i);
  if (!box || !network) return;
  const room = freeRoom();
  const at = network.canvasToDOM({ x: box.x, y: box.y });
  const scale = network.getScale();
  const half = { w: (box.w * scale) / 2, h: (box.h * scale) / 2 };
  const inside = at.x - half.w >= room.left && at.x + half.w <= room.right && at.y - half.h >= room.top && at.y + half.h <= room.bottom;
  if (!inside || scale < 0.4) moveTo(box.x, box.y, Math.max(scale, 0.7), true);
}

function zoom(factor) {
  autoFit = false;
  network.moveTo({ scale: Math.max(0.02, Math.min(4, network.getScale() * factor)), animation: still.matches ? false : { duration: 140, easingFunction: "easeInOutQuad" } });
}

function savePicture() {
  const canvas = $("stage").querySelector("canvas");
  const copy = el("canvas", { width: canvas.width, height: canvas.height });
  const ctx = copy.getContext("2d");
  ctx.fillStyle = colour.paper;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(canvas, 0, 0);
  el("a", { href: copy.toDataURL("image/png"), download: "claims.png" }).click();
}

// The legend

function buildLegend() {
  const used = new Set(EDGES.map((edge) => edge.kind));
  const shapes = Object.entries({ claim: "claim", statement: "statement", report: "report", evidence: "evidence" })
    .filter(([kind]) => NODES.some((_, i) => nodeMark(kindOf(i)).shape === nodeMark(kind).shape))
    .map(([kind, word]) => el("li", {}, shapeSample(kind), word));
  const stances = stancesHere.map((stance) => el("li", { title: STANCES[stance].explains }, sign(stance), stance === "no-evidence" ? "no evidence" : STANCES[stance].word));
  const standings = standingsHere ? STANDING_NAMES.map((name) => el("li", { title: STANDINGS[name].explains }, seal(name), name)) : [];
  const fates = NODES.some((_, i) => latestLabel(i) === "out" || latestLabel(i) === "undec")
    ? [el("li", { title: LABELS.undec }, stubSample("undec"), "undecided"), el("li", { title: LABELS.out }, stubSample("out"), "defeated")] : [];
  const unheldHere = NODES.some((_, i) => familyOf[i] === "statement" && latestUnheld(i))
    ? [el("li", { title: "It is off the record, or none of the bases that it names holds." }, stubSample("unheld"), "not held up")] : [];
  const relations = Object.keys(RELATIONS).filter((kind) => used.has(kind))
    .map((kind) => el("li", { title: RELATIONS[kind].explains }, swatch(RELATIONS[kind]), kind));
  const asked = [...ASKED_FOR].filter((kind) => filters.lines.get(kind) && groupsHere.includes(kind))
    .map((kind) => el("li", {}, swatch(groupMark(kind), { hollow: true }), LINE_WORDS[kind].split(":")[0]));
  const derived = EDGES.some((edge) => edge.facts.origin === "derived")
    ? [el("li", { title: "Hollow line and sign: it follows from a rule; nobody wrote it into the dossier." }, swatch(RELATIONS.contradicts, { hollow: true }), "derived")] : [];
  const weak = EDGES.some((edge) => edge.facts.strength === "weak")
    ? [el("li", { title: "The strength of a relation is the weight of its line." }, swatch({ colour: "cut", dash: [], sign: "", arrow: "" }, { strength: "weak" }), "weak")] : [];
  const apparent = EDGES.some((edge) => edge.facts.strength === "apparent")
    ? [el("li", { title: "It looks so and is not; the panel says why." }, swatch({ colour: "cut", dash: [1, 4], sign: "", arrow: "" }, { strength: "apparent" }), "apparent")] : [];
  const links = ["exclusive-with", "carrier", "basis"].filter((kind) => used.has(kind))
    .map((kind) => el("li", { title: lineMark(kind).explains }, swatch(lineMark(kind)), lineMark(kind).word));
  $("legend-body").replaceChildren(el("ul", { "@aria-label": "What shapes, signs and lines mean" }, shapes, standings, stances, fates, unheldHere, relations, derived, asked, weak, apparent, links));
}

/** A small canvas for the legend, painted now and whenever the colours change. */
function sample(draw) {
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const canvas = el("canvas", { width: 34 * ratio, height: 16 * ratio, "@aria-hidden": "true" });
  canvas.paint = () => {
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, 34, 16);
    draw(ctx);
  };
  canvas.paint();
  return canvas;
}

/** The outline of an item in a sample, its edge dashed or whole. */
function outlineSample(ctx, shape, dash) {
  outline(ctx, shape, 2, 1.5, 30, 13);
  ctx.fillStyle = colour.card;
  ctx.fill();
  ctx.strokeStyle = colour.line;
  ctx.lineWidth = 1.2;
  ctx.setLineDash(dash ? [3, 2] : []);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A statement's stub as it fares in argument, or the dashed edge of one that nothing holds up. */
function stubSample(fate) {
  return sample((ctx) => {
    outlineSample(ctx, "slip", fate === "unheld");
    ctx.fillStyle = colour.soft;
    if (fate === "unheld") ctx.fillRect(2, 1.5, 8, 13);
    else ctx.fillRect(10, 1.5, 1.2, 13);
    if (fate === "undec") for (let at = 2.5; at < 14; at += 4) ctx.fillRect(2, at, 4, 2);
  });
}

function shapeSample(kind) {
  return sample((ctx) => {
    const mark = nodeMark(kind);
    outlineSample(ctx, mark.shape, mark.shape === "tag");
    ctx.fillStyle = colour.ink;
    if (mark.shape === "card") ctx.fillRect(2, 1.5, 30, 3);
    if (mark.shape === "slip") { ctx.fillStyle = colour.soft; ctx.fillRect(2, 1.5, 8, 13); }
  });
}

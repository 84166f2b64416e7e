// Edges, routed and drawn. Lines leave a card at a side, not at its middle; several at one side are spread over it.
// In the whole picture they run in the gutters and through the gaps between blocks, never behind a card's words.
// In an argument, lines from one side of the claim to the other run together behind the claim.

/** A curve is a list of cubic pieces, each [x0, y0, x1, y1, x2, y2, x3, y3]. */
function pointAt(piece, t) {
  const s = 1 - t;
  const [x0, y0, x1, y1, x2, y2, x3, y3] = piece;
  return [
    s * s * s * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3,
    s * s * s * y0 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y3,
  ];
}
const straight = (x0, y0, x1, y1) => [x0, y0, x0, y0, x1, y1, x1, y1];
const sCurve = (x0, y0, x1, y1) => [x0, y0, (x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1, y1];

/** Between which two cards an edge is drawn: a carrier further out hangs on the one inside it, not on the statement. */
function drawnEnds(edge) {
  if (edge.kind === "carrier" && typeof edge.facts.step === "number") {
    const path = list(NODES[edge.a].facts.carriers)[typeof edge.facts.path === "number" ? edge.facts.path : 0];
    const inner = Array.isArray(path) ? byIri.get(path[edge.facts.step + 1]) : undefined;
    if (inner !== undefined && inner !== edge.b) return [inner, edge.b];
  }
  return [edge.a, edge.b];
}

/** Plan every line of a picture: which sides, where on them, which curve, and where its sign and word stand. */
function routeLines(sight, boxes) {
  const argument = sight.mode.name === "argument";
  const plan = {
    argument, boxes,
    claim: sight.mode.claim,
    centre: argument ? boxes.get(sight.mode.claim) : undefined,
    parents: new Map(argument ? sight.mode.argument.parents : []),
    columns: argument ? [] : findColumns(boxes),
  };
  if (argument) findEntries(boxes);
  const routes = [];
  const doubled = new Map();
  // What holds is laid first, so that its words find room before those of what only seems to.
  const laid = [...sight.edges].sort((p, q) => seeming(EDGES[p]) - seeming(EDGES[q]) || p - q);
  for (const e of laid) {
    const edge = EDGES[e];
    const [from, to] = drawnEnds(edge);
    const a = boxes.get(from);
    const b = boxes.get(to);
    if (!a || !b || from === to) continue;
    // In an argument the two sides of the claim already say that its own statements are opposed.
    if (argument && edge.facts.origin === "derived" && edge.kind === "contradicts" && claimOf(edge.a) === plan.claim && claimOf(edge.b) === plan.claim) continue;
    const key = `${edge.kind}|${from}|${to}`;
    if (CHAINS.has(edge.kind)) {
      // Many statements share the outer end of a chain; it is drawn once.
      if (doubled.has(key)) { doubled.get(key).also.push(e); continue; }
    }
    const main = !argument || isStance(edge) || CHAINS.has(edge.kind) || plan.parents.get(edge.a) === edge.b || plan.parents.get(edge.b) === edge.a
      || familyOf[edge.a] === "source";
    const route = { e, also: [], a, b, from, to, main, ...sides(a, b, edge, plan) };
    if (CHAINS.has(edge.kind)) doubled.set(key, route);
    routes.push(route);
  }
  spread(routes);
  for (const route of routes) route.pieces = curve(route, plan);
  placeSigns(routes, plan);
  return routes;
}

/** The columns of the whole picture, with the gaps through which lines may pass. */
function findColumns(boxes) {
  const columns = [];
  const cards = [...boxes].filter(([i]) => familyOf[i] === "claim" || familyOf[i] === "statement").map(([, box]) => box)
    .sort((p, q) => p.x - q.x || p.y - q.y);
  for (const box of cards) {
    let column = columns[columns.length - 1];
    if (!column || box.x - column.x > 60) {
      column = { x: box.x, left: Infinity, right: -Infinity, boxes: [], gaps: [], lanes: 0 };
      columns.push(column);
    }
    column.left = Math.min(column.left, box.x - box.w / 2);
    column.right = Math.max(column.right, box.x + box.w / 2);
    column.boxes.push(box);
    box.column = columns.length - 1;
  }
  for (const column of columns) {
    column.boxes.sort((p, q) => p.y - q.y);
    let bottom = column.boxes[0].y - column.boxes[0].h / 2 - 24;
    for (const box of column.boxes) {
      const top = box.y - box.h / 2;
      if (top - bottom > 8) column.gaps.push({ y: bottom < top - 40 ? top - 9 : (top + bottom) / 2, room: Math.min(top - bottom, 26), used: 0 });
      bottom = Math.max(bottom, box.y + box.h / 2);
    }
    column.bottom = bottom;
    column.gaps.push({ y: bottom + 9, room: 14, used: 0 });
  }
  return columns;
}

/** Cards set as bricks: the line to an outer one runs level through the gap between the inner ones. */
function findEntries(boxes) {
  const cards = [...boxes].filter(([i, box]) => familyOf[i] === "statement" && box.x !== 0).map(([, box]) => box);
  for (const box of cards) {
    const inward = box.x < 0 ? 1 : -1;
    const inner = cards.filter((other) => (other.x - box.x) * inward > 40 && (other.x - box.x) * inward < 560 && other.h === box.h);
    const beside = inner.filter((other) => Math.abs(other.y - box.y) < other.h / 2 + 4 && (other.x - box.x) * inward < 560);
    const bricks = inner.filter((other) => (other.x - box.x) * inward < box.w + 40 && Math.abs(other.y - box.y) < box.h + 24);
    if (bricks.length && !beside.some((other) => (other.x - box.x) * inward < box.w + 40)) {
      box.entry = bricks[0].x + (inward * bricks[0].w) / 2 + inward * 6;
    }
  }
}

const apart = (edge) => familyOf[edge.a] === "source" || familyOf[edge.b] === "source" || lineGroup(edge) === "agents" || lineGroup(edge) === "slots";

function sides(a, b, edge, plan) {
  const level = Math.abs(a.x - b.x) - (a.w + b.w) / 2;
  const down = b.y > a.y;
  // Two sources of one row are joined beneath it, past those between them.
  if (familyOf[edge.a] === familyOf[edge.b] && apart(edge) && Math.abs(a.y - b.y) < 20) return { sa: "bottom", sb: "bottom", way: "under" };
  const upright = { sa: down ? "bottom" : "top", sb: down ? "top" : "bottom", way: "plain" };
  if (!plan.argument) {
    if (isStance(edge)) return { sa: "left", sb: "stem", way: "stem" };
    const [ca, cb] = [a.column, b.column];
    const beside = level > 0 && (ca === undefined ? a : b).x > Math.max(...plan.columns.map((column) => column.right));
    if (beside && (ca === undefined) !== (cb === undefined)) return { sa: b.x > a.x ? "right" : "left", sb: b.x > a.x ? "left" : "right", way: "plain" };
    if ((ca === undefined) !== (cb === undefined)) return ca === undefined ? { sa: down ? "bottom" : "top", sb: "left", way: "riser" } : { sa: "left", sb: down ? "top" : "bottom", way: "riser" };
    if (ca !== undefined && ca !== cb) return { sa: cb > ca ? "right" : "left", sb: cb > ca ? "left" : "right", way: Math.abs(ca - cb) > 1 ? "far" : "plain" };
    if (ca === undefined) return level > 0 ? { sa: b.x > a.x ? "right" : "left", sb: b.x > a.x ? "left" : "right", way: "plain" } : upright;
    // One above the other in a column: an arc in the margin, contradictions on the right, the rest on the left.
    const side = edge.kind === "contradicts" || edge.kind === "tension" ? "right" : "left";
    return { sa: side, sb: side, way: "arc" };
  }
  if (isRelation(edge) && familyOf[edge.a] === "source") return { sa: "top", sb: b.x < 0 ? "right" : "left", way: "riser" };
  if (apart(edge)) return upright;
  if (level > -20 && Math.abs(a.x - b.x) > 40) {
    const right = b.x > a.x;
    const half = plan.centre ? plan.centre.w / 2 : 0;
    const across = plan.centre && a !== plan.centre && b !== plan.centre && (a.x < -half) !== (b.x < -half) && (a.x > half) !== (b.x > half);
    return { sa: right ? "right" : "left", sb: right ? "left" : "right", way: across ? "across" : "plain" };
  }
  if (Math.abs(a.y - b.y) - (a.h + b.h) / 2 < 70) return upright;
  const side = a.x < 0 ? "left" : "right";
  return { sa: side, sb: side, way: "arc" };
}

/** Ends at one side of a card are spread over it, in the order of where they lead. */
function spread(routes) {
  const ends = new Map();
  for (const route of routes) {
    for (const [key, box, side, other] of [["pa", route.a, route.sa, route.b], ["pb", route.b, route.sb, route.a]]) {
      route[key] = 0;
      // Chains fan in to one point, so that many of them stay quiet.
      if (side === "stem" || (CHAINS.has(EDGES[route.e].kind) && (side === "top" || side === "bottom"))) continue;
      if (!ends.has(box)) ends.set(box, {});
      (ends.get(box)[side] ??= []).push({ route, key, order: side === "top" || side === "bottom" ? other.x : other.y });
    }
  }
  for (const [box, bySide] of ends) {
    for (const [side, found] of Object.entries(bySide)) {
      const along = side === "top" || side === "bottom" ? box.w * 0.5 : box.entry === undefined ? box.h : 16;
      const gap = Math.min(11, (along - 6) / Math.max(1, found.length));
      found.sort((p, q) => p.order - q.order || p.route.e - q.route.e);
      found.forEach((end, at) => { end.route[end.key] = (at - (found.length - 1) / 2) * gap; });
    }
  }
}

function anchor(box, side, shift) {
  if (side === "left") return [box.x - box.w / 2, box.y + shift, -1, 0];
  if (side === "right") return [box.x + box.w / 2, box.y + shift, 1, 0];
  if (side === "top") return [box.x + shift, box.y - box.h / 2, 0, -1];
  return [box.x + shift, box.y + box.h / 2, 0, 1];
}

const inwards = (box, side) => box.entry !== undefined && side === (box.x < 0 ? "right" : "left");

function curve(route, plan) {
  if (route.way === "stem") {
    // From a slip to the claim that heads its block: down the block's edge, then in.
    const x = route.b.x - route.b.w / 2 + 4;
    const [x0, y0] = anchor(route.a, "left", 0);
    return [[x0, y0, x, y0, x, y0, x, y0 - 6], straight(x, y0 - 6, x, route.b.y + route.b.h / 2)];
  }
  const [x0, y0, ux, uy] = anchor(route.a, route.sa, route.pa);
  const [x3, y3, vx, vy] = anchor(route.b, route.sb, route.pb);
  if (plan.argument && (route.way === "across" || route.way === "plain")) {
    // Level through the bricks first, then free.
    const [inA, inB] = [inwards(route.a, route.sa), inwards(route.b, route.sb)];
    if (inA || inB) {
      const [xa, xb] = [inA ? route.a.entry : x0, inB ? route.b.entry : x3];
      const free = route.way === "across" ? behindClaim(plan.centre, [xa, y0, ux], [xb, y3, vx]) : [sCurve(xa, y0, xb, y3)];
      return [...(inA ? [straight(x0, y0, xa, y0)] : []), ...free, ...(inB ? [straight(xb, y3, x3, y3)] : [])];
    }
  }
  if (route.way === "far") return throughGaps(route, plan, [x0, y0], [x3, y3]);
  if (route.way === "riser") return riser(route, plan, [x0, y0], [x3, y3]);
  if (route.way === "across") return behindClaim(plan.centre, [x0, y0, ux], [x3, y3, vx]);
  if (route.way === "under") {
    const sag = Math.min(40, 14 + Math.abs(x3 - x0) * 0.04);
    return [[x0, y0, x0, y0 + sag, x3, y3 + sag, x3, y3]];
  }
  if (route.way === "arc") {
    const bulge = plan.argument ? Math.min(78, 24 + Math.abs(y3 - y0) * 0.16) : Math.min(46, 16 + Math.abs(y3 - y0) * 0.12);
    const x = ux < 0 ? Math.min(x0, x3) : Math.max(x0, x3);
    return [[x0, y0, x + ux * bulge * 1.3, y0, x + ux * bulge * 1.3, y3, x3, y3]];
  }
  const reachX = Math.max(22, Math.abs(x3 - x0) * 0.5);
  const reachY = Math.max(18, Math.abs(y3 - y0) * 0.5);
  return [[x0, y0, x0 + ux * reachX, y0 + uy * reachY, x3 + vx * reachX, y3 + vy * reachY, x3, y3]];
}

/** From column to column, through the gap in each column between that lies nearest to the straight way. */
function throughGaps(route, plan, [x0, y0], [x3, y3]) {
  const [from, to] = [route.a.column, route.b.column];
  const onward = to > from ? 1 : -1;
  const pieces = [];
  let [x, y] = [x0, y0];
  for (let at = from + onward; at !== to; at += onward) {
    const column = plan.columns[at];
    const wanted = y0 + ((y3 - y0) * (column.x - x0)) / (x3 - x0);
    const gap = column.gaps.reduce((p, q) => (Math.abs(q.y - wanted) + q.used * 6 < Math.abs(p.y - wanted) + p.used * 6 ? q : p));
    const lane = gap.y + (((gap.used % 5) + 1) >> 1) * (gap.used % 2 ? -1 : 1) * Math.min(3, gap.room / 5);
    gap.used += 1;
    const [near, far] = onward > 0 ? [column.left - 3, column.right + 3] : [column.right + 3, column.left - 3];
    pieces.push(sCurve(x, y, near, lane), straight(near, lane, far, lane));
    [x, y] = [far, lane];
  }
  pieces.push(sCurve(x, y, x3, y3));
  return pieces;
}

/** Between a card and what stands beneath or beside the columns: along a lane beside the card's column, then over. */
function riser(route, plan, start, end) {
  const up = plan.argument || route.a.column === undefined;
  const card = up ? route.b : route.a;
  const [[cx, cy], [ox, oy]] = up ? [end, start] : [start, end];
  const below = oy > cy;
  let lane;
  let turn;
  if (plan.argument) {
    const inward = card.x < 0 ? 1 : -1;
    plan.risers = (plan.risers ?? 0) + 1;
    lane = (card.entry ?? cx) + inward * (16 + (plan.risers % 5) * 6);
    turn = Math.max(cy + 14, oy - 46);
  } else {
    const column = plan.columns[card.column];
    lane = column.left - 14 - (column.lanes % 7) * 5;
    column.lanes += 1;
    turn = below ? Math.max(cy + 12, column.bottom + 6) : cy - 12;
  }
  const bend = below ? 12 : -12;
  const pieces = [[cx, cy, lane, cy, lane, cy, lane, cy + bend], straight(lane, cy + bend, lane, turn),
    [lane, turn, lane, (turn + oy) / 2 + bend, ox, (turn + oy) / 2 - bend, ox, oy]];
  return up ? pieces.reverse().map(([a, b, c, d, e, f, g, h]) => [g, h, e, f, c, d, a, b]) : pieces;
}

function behindClaim(centre, [x0, y0, ux], [x3, y3, vx]) {
  const near = Math.sign(x0 - centre.x) || 1;
  const inX = centre.x + near * (centre.w / 2 - 6);
  const outX = centre.x - near * (centre.w / 2 - 6);
  const y = centre.y + Math.max(-1, Math.min(1, (y0 + y3 - 2 * centre.y) / 400)) * centre.h * 0.3;
  const ka = Math.abs(x0 - inX) * 0.5;
  const kb = Math.abs(x3 - outX) * 0.5;
  return [
    [x0, y0, x0 + ux * ka, y0, inX + near * ka, y, inX, y],
    straight(inX, y, outX, y),
    [outX, y, outX - near * kb, y, x3 + vx * kb, y3, x3, y3],
  ];
}

function wordOf(route) {
  const edge = EDGES[route.e];
  const parts = [lineMark(edge.kind).word];
  if (edge.facts.non_responsive === true) parts[0] = misses(edge.facts);
  if (edge.facts.strength && edge.facts.strength !== "strong" && !isVerdict(edge)) parts.push(String(edge.facts.strength));
  if (edge.facts.origin === "derived") parts.push("derived");
  if (edge.facts.withdrawn !== undefined) parts.push("withdrawn");
  return shorten(parts.join(" · "), 40);
}

/** Signs stand on their lines and clear of each other; in an argument their words too, where nothing is hidden. */
function placeSigns(routes, plan) {
  const taken = plan.argument ? [...plan.boxes.values()].map((box) => [box.x - box.w / 2, box.y - box.h / 2, box.x + box.w / 2, box.y + box.h / 2]) : [];
  const signs = new Map(); // by square of the picture, so that large ones stay quick
  const square = (x, y) => `${Math.floor(x / 40)}|${Math.floor(y / 40)}`;
  const crowded = (x, y) => {
    for (const dx of [-40, 0, 40]) {
      for (const dy of [-40, 0, 40]) {
        if ((signs.get(square(x + dx, y + dy)) ?? []).some(([px, py]) => Math.abs(px - x) < 15 && Math.abs(py - y) < 15)) return true;
      }
    }
    return false;
  };
  const clashes = (x, y, w) => taken.filter((r) => x - w / 2 < r[2] && x + w / 2 > r[0] && y - 9 < r[3] && y + 9 > r[1]).length;
  const trunks = new Set();
  for (const route of routes) {
    if (!isRelation(EDGES[route.e])) continue;
    const last = route.pieces[route.pieces.length - (inwards(route.b, route.sb) && route.way === "across" ? 2 : 1)];
    const piece = route.way === "across" ? last : route.way === "riser" ? route.pieces[1] : route.pieces[0];
    const tries = route.way === "across" ? [0.6, 0.72, 0.5, 0.82, 0.9, 0.94] : [0.5, 0.38, 0.62, 0.27, 0.73, 0.18, 0.82];
    const spots = tries.map((t) => pointAt(piece, t)).filter(([x, y]) => !clashes(x, y, 14));
    const free = spots.find(([x, y]) => !crowded(x, y)) ?? spots[0] ?? pointAt(piece, tries[0]);
    route.sign = free;
    const key = square(...free);
    if (!signs.has(key)) signs.set(key, []);
    signs.get(key).push(free);
    if (!plan.argument || !route.main) continue;
    const text = wordOf(route);
    const trunk = `${route.from}|${text}`;
    if (route.way === "across") {
      if (trunks.has(trunk)) continue; // one word for all that run together
      trunks.add(trunk);
    }
    const w = Math.min(text.length * 5.6, 130) + 24;
    let best = null;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
      const [x, y] = pointAt(route.way === "riser" ? route.pieces[1] : route.pieces[0], t);
      for (const dy of [0, -10, 10, -19, 19]) {
        const cost = clashes(x, y + dy, w) * 100 + Math.abs(dy) + Math.abs(t - 0.5) * 6;
        if (best === null || cost < best.cost) best = { cost, x, y: y + dy };
      }
    }
    if (best.cost >= 100) continue; // no room: the sign alone stands on the line, the word in the tip and the panel
    route.word = { text, x: best.x, y: best.y, w };
    taken.push([best.x - w / 2, best.y - 9, best.x + w / 2, best.y + 9]);
  }
}

/** Whether a relation only looks as if it held, or holds no longer. */
const seeming = (edge) => edge.facts.strength === "apparent" || edge.facts.withdrawn !== undefined;

function strokeLine(ctx, route, look) {
  const edge = EDGES[route.e];
  const mark = lineMark(edge.kind);
  const relation = isRelation(edge);
  const stance = isStance(edge);
  const ink = colour[mark.colour] ?? colour.line;
  const apparent = seeming(edge);
  ctx.save();
  let alpha = apparent ? 0.62 : relation ? 0.95 : stance ? 0.9 : look.hot ? 1 : 0.6;
  if (hasFallen(edge.a) || hasFallen(edge.b)) alpha *= 0.3;
  else if (perhapsPublic(edge.a) || perhapsPublic(edge.b)) alpha *= 0.5;
  if (look.dim) alpha = relation ? 0.13 : 0.1;
  else if (!route.main && !look.hot) alpha = 0.22;
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = stance && !look.argument ? colour.line : ink;
  const derived = relation && isDerived(edge);
  let width = relation ? weight(isVerdict(edge) ? "weak" : edge.facts.strength) : stance && look.argument ? 1.8 : 1.1;
  if (look.hot) width += 1.2;
  const between = width;
  if (derived) width += 2;
  ctx.lineWidth = width;
  ctx.setLineDash(apparent && mark.dash.length === 0 ? [1, 4] : mark.dash);
  ctx.beginPath();
  ctx.moveTo(route.pieces[0][0], route.pieces[0][1]);
  for (const [, , x1, y1, x2, y2, x3, y3] of route.pieces) ctx.bezierCurveTo(x1, y1, x2, y2, x3, y3);
  ctx.stroke();
  const inkUsed = ctx.strokeStyle;
  if (derived && !look.dim && look.scale > 0.22) {
    ctx.globalAlpha = 1;
    hollowOut(ctx, between);
    ctx.globalAlpha = alpha;
  }
  const arrow = stance && !look.argument ? "" : mark.arrow;
  if (look.scale > 0.22 && arrow) {
    const size = relation ? 7 : 5.5;
    arrowHead(ctx, ...end(route, 1), inkUsed, size);
    if (arrow === "both") arrowHead(ctx, ...end(route, 0), inkUsed, size);
  }
  ctx.restore();
}

/** Where a curve ends (or begins), and the direction in which it arrives there. */
function end(route, t) {
  const piece = t ? route.pieces[route.pieces.length - 1] : route.pieces[0];
  const [ax, ay] = pointAt(piece, t ? 0.94 : 0.06);
  const [bx, by] = pointAt(piece, t);
  return [bx, by, bx - ax, by - ay];
}

function drawBadge(ctx, route, look) {
  const edge = EDGES[route.e];
  if (!isRelation(edge) || look.scale < 0.3 || (!route.main && !look.hot)) return;
  const hollow = edge.facts.origin === "derived";
  ctx.save();
  ctx.globalAlpha = look.dim ? 0.16 : hasFallen(edge.a) || hasFallen(edge.b) ? 0.3 : seeming(edge) && !look.hot ? 0.55 : 1;
  if (route.word && !look.dim) {
    const { text, x, y, w } = route.word;
    roundRect(ctx, x - w / 2, y - 9, w, 18, 9);
    ctx.fillStyle = colour.paper;
    ctx.fill();
    drawSign(ctx, edge.kind, x - w / 2 + 9, y, 6, { hollow });
    if (11 * look.scale >= LEGIBLE_TEXT) {
      words(ctx, text, x - w / 2 + 19, y + 0.5, `11px ${SANS}`, colour[lineMark(edge.kind).colour], { baseline: "middle" });
    }
  }
  if (!route.word || route.way === "across") drawSign(ctx, edge.kind, ...route.sign, look.hot ? 8 : 6, { hollow });
  ctx.restore();
}

/** How far a point is from a line; for pointing at it. */
function distance(route, x, y) {
  let best = Infinity;
  for (const piece of route.pieces) {
    const steps = Math.max(4, Math.min(24, Math.ceil(Math.hypot(piece[6] - piece[0], piece[7] - piece[1]) / 12)));
    for (let n = 0; n <= steps; n += 1) {
      const [px, py] = pointAt(piece, n / steps);
      best = Math.min(best, Math.hypot(px - x, py - y));
    }
  }
  if (route.word && Math.abs(route.word.x - x) < route.word.w / 2 && Math.abs(route.word.y - y) < 9) return 0;
  return best;
}

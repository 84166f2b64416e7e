// Nodes, drawn. A family has one outline, so that nothing needs its colour to be told apart:
// claim = card with a heavy top rule, statement = slip with a signed stub, report = sheet with a folded corner,
// evidence = tag with a notch and a dashed edge, agent = pill, anything else = cut corners.

let LEGIBLE_TEXT = 4.2; // below this many pixels letters are left out: they would only be noise; paper takes more

const wrapped = new Map();
function wrap(ctx, words, font, width, most, key) {
  const name = `${key}|${font}|${width}|${most}`;
  const kept = wrapped.get(name);
  if (kept) return kept;
  ctx.font = font;
  const rows = [];
  let row = "";
  const parts = words.slice(0, 700).replace(/\s+/g, " ").trim().split(" ");
  let cutShort = words.length > 700;
  for (let part of parts) {
    while (ctx.measureText(part).width > width && part.length > 1) {
      // One word longer than a line is broken where the line ends.
      let fits = part.length - 1;
      while (fits > 1 && ctx.measureText(part.slice(0, fits)).width > width) fits = Math.floor(fits * 0.8);
      if (row) { rows.push(row); row = ""; }
      rows.push(part.slice(0, fits));
      part = part.slice(fits);
      if (rows.length > most) break;
    }
    const longer = row ? `${row} ${part}` : part;
    if (row && ctx.measureText(longer).width > width) {
      rows.push(row);
      row = part;
    } else row = longer;
    if (rows.length > most) break;
  }
  if (row) rows.push(row);
  if (rows.length > most) {
    rows.length = most;
    cutShort = true;
  }
  if (cutShort && rows.length) {
    let last = rows[rows.length - 1];
    while (last && ctx.measureText(`${last}…`).width > width) last = last.slice(0, -1);
    rows[rows.length - 1] = `${last.trimEnd()}…`;
  }
  if (wrapped.size > 20000) wrapped.clear();
  wrapped.set(name, rows);
  return rows;
}

/** Wrap in letters up to two pixels smaller, if that saves the last words: a font may be wider than was guessed. */
function wrapToFit(ctx, words, size, font, width, most, key) {
  let rows = [];
  for (const smaller of [0, 0.5, 1, 1.5, 2]) {
    rows = wrap(ctx, words, font(size - smaller), width, most, key);
    if (!rows[rows.length - 1]?.endsWith("…")) return [rows, font(size - smaller)];
  }
  return [rows, font(size - 2)];
}

function oneLine(ctx, words, font, width, key) {
  return wrap(ctx, words, font, width, 1, key)[0] ?? "";
}

function roundRect(ctx, x, y, w, h, r) {
  ctx.beginPath();
  ctx.moveTo(x + r, y);
  ctx.arcTo(x + w, y, x + w, y + h, r);
  ctx.arcTo(x + w, y + h, x, y + h, r);
  ctx.arcTo(x, y + h, x, y, r);
  ctx.arcTo(x, y, x + w, y, r);
  ctx.closePath();
}

function outline(ctx, shape, x, y, w, h) {
  ctx.beginPath();
  if (shape === "sheet") {
    ctx.moveTo(x, y); ctx.lineTo(x + w - 11, y); ctx.lineTo(x + w, y + 11); ctx.lineTo(x + w, y + h); ctx.lineTo(x, y + h);
    ctx.closePath();
  } else if (shape === "tag") {
    ctx.moveTo(x + 12, y); ctx.lineTo(x + w, y); ctx.lineTo(x + w, y + h); ctx.lineTo(x + 12, y + h); ctx.lineTo(x, y + h / 2);
    ctx.closePath();
  } else if (shape === "pill") roundRect(ctx, x, y, w, h, h / 2);
  else if (shape === "cut") {
    const c = Math.min(8, h / 3);
    ctx.moveTo(x + c, y); ctx.lineTo(x + w - c, y); ctx.lineTo(x + w, y + c); ctx.lineTo(x + w, y + h - c);
    ctx.lineTo(x + w - c, y + h); ctx.lineTo(x + c, y + h); ctx.lineTo(x, y + h - c); ctx.lineTo(x, y + c);
    ctx.closePath();
  } else roundRect(ctx, x, y, w, h, shape === "slip" ? 4 : 2);
}

/** The sign of a stance or relation in its own shape: round, square, or lens. */
function drawSign(ctx, kind, x, y, r, { hollow = false } = {}) {
  const mark = lineMark(kind);
  const ink = colour[mark.colour];
  ctx.beginPath();
  if (mark.colour === "con" || mark.colour === "cut") ctx.rect(x - r, y - r, 2 * r, 2 * r);
  else if (mark.colour === "doubt") { ctx.moveTo(x, y - r * 1.25); ctx.lineTo(x + r * 1.25, y); ctx.lineTo(x, y + r * 1.25); ctx.lineTo(x - r * 1.25, y); ctx.closePath(); }
  else ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = hollow ? colour.paper : ink;
  ctx.fill();
  ctx.setLineDash([]);
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = ink;
  ctx.stroke();
  ctx.fillStyle = hollow ? ink : colour["on-mark"];
  ctx.font = `700 ${r * 1.7}px ${SANS}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(mark.sign, x, y + r * 0.08);
}

function words(ctx, text, x, y, font, ink, { align = "left", baseline = "alphabetic" } = {}) {
  ctx.font = font;
  ctx.fillStyle = ink;
  ctx.textAlign = align;
  ctx.textBaseline = baseline;
  ctx.fillText(text, x, y);
}

/** Draw node `i` in its box. `look` says: scale, argument (is this an argument?), middle, chosen, cursor, dim, hot. */
function drawCard(ctx, i, box, look) {
  const facts = NODES[i].facts;
  const mark = nodeMark(kindOf(i));
  const { x, y, w, h } = { x: box.x - box.w / 2, y: box.y - box.h / 2, w: box.w, h: box.h };
  const readable = 12 * look.scale >= LEGIBLE_TEXT;
  ctx.save();
  ctx.globalAlpha = look.dim ? 0.36 : look.faint ? 0.45 : look.fallen ? 0.6 : 1;
  if (look.chosen || look.cursor || look.hot) {
    outline(ctx, "slip", x - 5, y - 5, w + 10, h + 10);
    ctx.lineWidth = look.chosen ? 3 : 2;
    ctx.setLineDash(look.cursor && !look.chosen ? [5, 3] : []);
    ctx.strokeStyle = look.hot && !look.chosen && !look.cursor ? colour.line : colour.focus;
    ctx.stroke();
  }
  if (mark.shape === "card" && changesStanding(i)) {
    outline(ctx, "slip", x - 3.5, y - 3.5, w + 7, h + 7);
    ctx.setLineDash([]);
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = colour[STANDINGS[standingOf(i)].colour];
    ctx.stroke();
  }
  ctx.setLineDash(mark.shape === "tag" || (mark.shape === "slip" && unheld(i)) ? [4, 2.5] : []);
  outline(ctx, mark.shape, x, y, w, h);
  ctx.fillStyle = mark.shape === "pill" || mark.shape === "cut" ? colour.sunk : colour.card;
  ctx.fill();
  ctx.lineWidth = look.middle ? 1.6 : 1;
  ctx.strokeStyle = mark.shape === "card" ? (look.middle ? colour.ink : colour.rule) : colour.line;
  ctx.stroke();
  ctx.setLineDash([]);
  if (mark.shape === "card") drawClaim(ctx, i, x, y, w, h, look, readable);
  else if (mark.shape === "slip") drawStatement(ctx, i, facts, x, y, w, h, look, readable);
  else if (mark.family === "source") drawSource(ctx, i, facts, mark, x, y, w, h, readable);
  else if (readable) {
    const font = `12px ${SANS}`;
    words(ctx, oneLine(ctx, nameWords(i), font, w - 22, `p${i}${state.language}`), box.x, box.y + 0.5, font, colour.ink,
      { align: "center", baseline: "middle" });
  }
  if (look.fallen) {
    ctx.globalAlpha = 1;
    ctx.strokeStyle = colour.con;
    ctx.lineWidth = i === state.fall ? 2.6 : 1.6;
    ctx.beginPath();
    ctx.moveTo(x - 3, y + h / 2);
    ctx.lineTo(x + w + 3, y + h / 2);
    if (i === state.fall) { ctx.moveTo(x - 3, y + h + 3); ctx.lineTo(x + w + 3, y - 3); }
    ctx.stroke();
  }
  ctx.restore();
}

function drawClaim(ctx, i, x, y, w, h, look, readable) {
  ctx.fillStyle = colour.ink;
  ctx.fillRect(x, y, w, look.middle ? 5 : 3);
  if (!readable) return;
  // A card's height was set for the strip, or without it, before the page was opened.
  const banded = !look.middle && latestStanding(i) !== "";
  const step = look.middle ? 20 : 15;
  const pad = look.middle ? 16 : 10;
  const [text] = nameOf(i);
  const most = Math.max(1, look.middle ? Math.floor((h - 40) / step) : Math.floor((h - (banded ? 22 : 9)) / step));
  const [rows, font] = wrapToFit(ctx, text, look.middle ? 16 : 12.5, (size) => `${look.middle ? 700 : 600} ${size}px ${SERIF}`, w - 2 * pad, most, `c${i}${state.language}`);
  if (look.middle && !standingOf(i)) words(ctx, "The claim", x + pad, y + 22, `600 11px ${SANS}`, colour.soft);
  else if (look.middle) drawStanding(ctx, i, x + pad, y + 19, w - 2 * pad, { size: 12, readable });
  else if (banded) {
    ctx.globalAlpha *= 0.75;
    ctx.fillStyle = colour.sunk;
    ctx.fillRect(x + 0.5, y + 3, w - 1, 15);
    ctx.globalAlpha /= 0.75;
    drawStanding(ctx, i, x + 6, y + 10.8, w - 12, { size: 12, readable });
  }
  const top = look.middle ? y + 42 : banded ? y + 18.5 + (h - 18.5 - rows.length * step) / 2 + step * 0.76 : y + (h + 3 - rows.length * step) / 2 + step * 0.76;
  rows.forEach((row, at) => words(ctx, row, x + pad, top + at * step, font, colour.ink));
}

function drawStatement(ctx, i, facts, x, y, w, h, look, readable) {
  const stance = String(facts.stance ?? "");
  const mark = lineMark(stance);
  const stub = 20;
  ctx.save();
  outline(ctx, "slip", x, y, w, h);
  ctx.clip();
  const fate = labelOf(i);
  const full = colour[mark.colour] ?? colour.line;
  // As an argument: a full stub stands, a striped one is undecided, an empty one is defeated.
  ctx.fillStyle = full;
  if (fate === "out" || fate === "undec") {
    const broad = look.argument ? 8 : stub;
    ctx.fillStyle = colour.card;
    ctx.fillRect(x, y, broad, h);
    ctx.fillStyle = full;
    if (fate === "undec") for (let at = y + 1; at < y + h; at += 4) ctx.fillRect(x, at, look.argument ? 8 : 4, 2);
    ctx.fillRect(x + broad - 1.2, y, 1.2, h);
    if (fate === "out") ctx.fillRect(x, y, 1.2, h);
  } else ctx.fillRect(x, y, look.argument ? 6 : stub, h);
  ctx.restore();
  if (!readable) return;
  const bold = `700 12px ${SANS}`;
  const small = `11px ${SANS}`;
  const date = typeof facts.date === "string" ? shorten(facts.date, 16) : "";
  const who = speakerOf(i) || NODES[i].label;
  const ink = colour[mark.colour] ?? colour.soft;
  if (!look.argument) {
    const hollow = fate === "out" || fate === "undec";
    words(ctx, mark.sign, x + stub / 2 + (fate === "undec" ? 1.5 : 0), y + h / 2 + 0.5, `700 13px ${SANS}`, hollow ? full : colour["on-mark"], { align: "center", baseline: "middle" });
    ctx.font = small;
    const room = w - stub - 18 - ctx.measureText(date).width;
    const verb = stance === "no-evidence" ? "no evidence" : shorten(stanceWord(i), 32);
    const verbWidth = ctx.measureText(verb).width;
    const name = oneLine(ctx, who, bold, Math.max(60, room - verbWidth - 5), `s${i}${state.language}`);
    words(ctx, name, x + stub + 7, y + h / 2 + 0.5, bold, colour.ink, { baseline: "middle" });
    ctx.font = bold;
    const nameWidth = ctx.measureText(name).width;
    words(ctx, verb, x + stub + 12 + nameWidth, y + h / 2 + 0.5, small, ink, { baseline: "middle" });
    words(ctx, date, x + w - 7, y + h / 2 + 0.5, `10.5px ${SANS}`, colour.soft, { align: "right", baseline: "middle" });
    return;
  }
  words(ctx, oneLine(ctx, who, bold, w - 26, `a${i}${state.language}`), x + 14, y + 18, bold, colour.ink);
  drawSign(ctx, stance, x + 20, y + 32, 6);
  const told = [shorten(stanceWord(i), 30), fate && fate !== "in" ? labelWord(fate) : "", notHeld(i)].filter(Boolean).join(" · ");
  ctx.font = `10.5px ${SANS}`;
  const dateWidth = date ? ctx.measureText(date).width + 10 : 0;
  words(ctx, oneLine(ctx, told, small, w - 42 - dateWidth, `f${i}${state.language}`), x + 31, y + 36, small, ink);
  words(ctx, date, x + w - 9, y + 36, `10.5px ${SANS}`, colour.soft, { align: "right" });
  const claim = claimOf(i);
  const other = claim !== undefined && claim !== look.claim;
  const body = other ? nameWords(claim) : saidWords(facts);
  const rows = Math.floor((h - 46) / 15);
  if (body && rows > 0) {
    const font = other ? `12.5px ${SERIF}` : `italic 12px ${SERIF}`;
    wrap(ctx, body, font, w - 24, rows, `b${i}${state.language}`).forEach((row, at) =>
      words(ctx, row, x + 14, y + 55 + at * 15, font, other ? colour.ink : colour.soft));
  }
}

function saidWords(facts) {
  if (typeof facts.quote === "string" && facts.quote) return `“${facts.quote}”`;
  if (!isMap(facts.passage) || typeof facts.passage.words !== "string") return "";
  return facts.passage.text === "stand-in" ? `Stand-in text: ${facts.passage.words}` : facts.passage.words;
}

function drawSource(ctx, i, facts, mark, x, y, w, h, readable) {
  if (mark.shape === "sheet") {
    ctx.beginPath();
    ctx.moveTo(x + w - 11, y); ctx.lineTo(x + w - 11, y + 11); ctx.lineTo(x + w, y + 11); ctx.closePath();
    ctx.fillStyle = colour.sunk;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = colour.line;
    ctx.stroke();
  }
  if (!readable) return;
  const pad = mark.shape === "tag" ? 18 : 10;
  const font = `600 12px ${SANS}`;
  const day = facts.published ?? facts.date;
  const carries = typeof facts.carries === "number" && facts.carries > 0 ? `carries ${facts.carries}` : "";
  const under = [shorten(mark.word, 20), typeof day === "string" ? day : "", carries].filter(Boolean).join(" · ");
  const rows = wrap(ctx, nameWords(i), font, w - pad - 14, 2, `o${i}${state.language}`);
  const top = y + (h - rows.length * 14 - 13) / 2 + 10;
  rows.forEach((row, at) => words(ctx, row, x + pad, top + at * 14, font, colour.ink));
  words(ctx, shorten(under, 38), x + pad, top + rows.length * 14, `10.5px ${SANS}`, colour.soft);
}

/** A small sample of a line, for legend and filters. */
function swatch(mark, { width = 34, hollow = false, strength = "strong" } = {}) {
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const canvas = el("canvas", { className: "swatch", width: width * ratio, height: 16 * ratio, "@aria-hidden": "true" });
  canvas.paint = () => {
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, 16);
    ctx.strokeStyle = colour[mark.colour] ?? colour.line;
    ctx.lineWidth = hollow ? weight(strength) + 2 : weight(strength);
    ctx.setLineDash(mark.dash);
    ctx.beginPath();
    ctx.moveTo(1, 8);
    ctx.lineTo(width - 1, 8);
    ctx.stroke();
    if (hollow) hollowOut(ctx, weight(strength));
    const kind = [...Object.entries(RELATIONS), ...Object.entries(VERDICTS)].find(([, other]) => other === mark)?.[0];
    if (kind && mark.sign) drawSign(ctx, kind, width / 2, 8, 6, { hollow });
    else if (mark.arrow) arrowHead(ctx, width - 1, 8, 1, 0, colour[mark.colour] ?? colour.line, 6);
  };
  canvas.paint();
  return canvas;
}

const weight = (strength) => (strength === "weak" ? 1.3 : strength === "apparent" ? 1 : 2.2);

/** Whoever drew a relation drew it full; what a rule found is hollow: two thin lines with paper between them. */
function hollowOut(ctx, width) {
  ctx.strokeStyle = colour.paper;
  ctx.lineWidth = Math.max(1, width);
  ctx.setLineDash([]);
  ctx.stroke();
}

function arrowHead(ctx, x, y, dx, dy, ink, size) {
  const length = Math.hypot(dx, dy) || 1;
  const ux = dx / length;
  const uy = dy / length;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - ux * size - uy * size * 0.5, y - uy * size + ux * size * 0.5);
  ctx.lineTo(x - ux * size + uy * size * 0.5, y - uy * size - ux * size * 0.5);
  ctx.closePath();
  ctx.fillStyle = ink;
  ctx.fill();
}

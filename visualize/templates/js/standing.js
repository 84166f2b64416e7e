// Where claims stand, and how statements fare: the signs and words, and which of them hold on the day or the what-if chosen.

const STANDINGS = MARKS.standings;
const STANDING_NAMES = Object.keys(STANDINGS);
const LABELS = MARKS.labels;
const capital = (words) => words.replace(/^./, (c) => c.toUpperCase());

/** The standing that a claim has in the latest record. */
const latestStanding = (claim) => (own(STANDINGS, String(NODES[claim].facts.standing ?? "")) ? NODES[claim].facts.standing : "");

/** The standing shown now: that of the what-if, of the day, or the latest. */
function standingOf(claim) {
  if (state.fall >= 0 && fallen.standing.has(claim)) return fallen.standing.get(claim);
  if (state.day >= 0) return asOf.standing.get(claim) ?? "";
  return latestStanding(claim);
}

/** Whether the what-if changes a claim: then both standings are shown. */
const changesStanding = (claim) => state.fall >= 0 && fallen.standing.has(claim) && fallen.standing.get(claim) !== latestStanding(claim);
const standingsHere = NODES.some((node, i) => familyOf[i] === "claim" && own(STANDINGS, String(node.facts.standing ?? "")))
  || list(DATA.days).some((day) => day.standing.length);
/** How a statement fares is known for the latest record only; on an earlier day, and in a what-if, nothing is said of it. */
const atLatest = () => state.day < 0 && state.fall < 0;
const latestLabel = (i) => { const label = NODES[i].facts.argument_label; return typeof label === "string" && own(LABELS, label) ? label : ""; };
const labelOf = (i) => (atLatest() ? latestLabel(i) : "");
const labelWord = (label) => LABELS[label].split(":")[0];
const latestUnheld = (i) => NODES[i].facts.on_record === false || NODES[i].facts.held_up === false;
const unheld = (i) => atLatest() && latestUnheld(i);
const notHeld = (i) => (!unheld(i) ? "" : NODES[i].facts.on_record === false ? "not on record" : "not held up");

/** A standing's sign as an element; its word always stands beside it. */
const seal = (name) => el("span", { className: `seal ${name}`, "@aria-hidden": "true" }, STANDINGS[name].sign);

/** A standing in words, with what it would become where the what-if changes it. */
function standingWords(claim) {
  const now = standingOf(claim);
  if (changesStanding(claim)) return `${latestStanding(claim) || "no standing"} → ${now}`;
  return now || (state.day >= 0 ? "not yet spoken of" : "");
}

function standingParts(claim) {
  const now = standingOf(claim);
  const parts = [];
  if (changesStanding(claim)) {
    const was = latestStanding(claim);
    parts.push(was ? [seal(was), el("s", {}, was)] : "no standing", el("span", { className: "becomes", "@aria-hidden": "true" }, " → "), el("span", { className: "unseen" }, " would become "));
  }
  if (now) parts.push(seal(now), el("strong", { className: `word ${now}` }, now));
  else parts.push(el("span", { className: "silent" }, "not yet spoken of"));
  return parts;
}

/** The same sign on the canvas: disc with a tick, bar in a block, lozenge half filled, empty dotted ring. */
function drawSeal(ctx, name, x, y, r) {
  const ink = colour[STANDINGS[name].colour];
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineWidth = r * 0.28;
  ctx.strokeStyle = ink;
  ctx.fillStyle = ink;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.beginPath();
  if (name === "accepted") {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fill();
    ctx.beginPath();
    ctx.moveTo(x - r * 0.48, y + r * 0.04); ctx.lineTo(x - r * 0.1, y + r * 0.42); ctx.lineTo(x + r * 0.5, y - r * 0.38);
    ctx.strokeStyle = colour["on-mark"];
    ctx.lineWidth = r * 0.32;
    ctx.stroke();
  } else if (name === "rejected") {
    const c = r * 0.42;
    ctx.moveTo(x - c, y - r); ctx.lineTo(x + c, y - r); ctx.lineTo(x + r, y - c); ctx.lineTo(x + r, y + c);
    ctx.lineTo(x + c, y + r); ctx.lineTo(x - c, y + r); ctx.lineTo(x - r, y + c); ctx.lineTo(x - r, y - c);
    ctx.closePath();
    ctx.fill();
    ctx.fillStyle = colour["on-mark"];
    ctx.fillRect(x - r * 0.6, y - r * 0.18, r * 1.2, r * 0.36);
  } else if (name === "disputed") {
    const d = r * 1.12;
    ctx.moveTo(x, y - d); ctx.lineTo(x + d, y); ctx.lineTo(x, y + d); ctx.lineTo(x - d, y);
    ctx.closePath();
    ctx.stroke();
    ctx.beginPath();
    ctx.moveTo(x, y - d); ctx.lineTo(x, y + d); ctx.lineTo(x - d, y);
    ctx.closePath();
    ctx.fill();
  } else {
    ctx.setLineDash([r * 0.5, r * 0.42]);
    ctx.lineCap = "butt";
    ctx.arc(x, y, r * 0.86, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.restore();
}

/** The strip at a claim's head: sign and word on the left, its roots on the right. */
function drawStanding(ctx, claim, x, y, w, { size, readable }) {
  const now = standingOf(claim);
  const r = size * 0.46;
  let at = x;
  const bold = `700 ${size}px ${SANS}`;
  const put = (name, { faded = false } = {}) => {
    ctx.globalAlpha *= faded ? 0.75 : 1;
    drawSeal(ctx, name, at + r, y, r);
    at += 2 * r + 4.5;
    if (readable) {
      words(ctx, capital(STANDINGS[name].word), at, y + 0.5, faded ? `${size}px ${SANS}` : bold, colour[STANDINGS[name].colour], { baseline: "middle" });
      at += ctx.measureText(capital(STANDINGS[name].word)).width;
    }
    ctx.globalAlpha /= faded ? 0.75 : 1;
  };
  if (changesStanding(claim)) {
    const was = latestStanding(claim);
    if (was) put(was, { faded: true });
    if (readable) words(ctx, "→", at + 4, y, bold, colour.ink, { baseline: "middle" });
    at += size + 8;
    put(now);
    return;
  }
  if (now) put(now);
  if (!readable) return;
  const told = atLatest() ? NODES[claim].roots : "";
  if (!now && state.day >= 0) words(ctx, "not yet spoken of", at, y + 0.5, `italic ${size}px ${SANS}`, colour.soft, { baseline: "middle" });
  if (typeof told === "string" && told) {
    const font = `${size - 1}px ${SANS}`;
    words(ctx, oneLine(ctx, told, font, x + w - at - 10, `r${claim}`), x + w, y + 0.5, font, colour.soft, { align: "right", baseline: "middle" });
  }
}

// A claim's standing and the roots of either side, a statement's fate, a verdict's reason: the panel's new parts.

const ROOT_KINDS = MARKS.rootKinds;
const SIDE_WORDS = { affirms: "For it", denies: "Against it", "no-evidence": "Has seen no evidence" };
const slotWord = (slot) => own(MARKS.slots, slot) ?? shorten(slot, 60);
const reasonWord = (code) => own(MARKS.reasons, code) ?? shorten(code, 80);

/** The finding that matters most: a denial that does not answer, and the one slot by which it misses. */
const misses = (facts) => (typeof facts.slot === "string" && facts.slot ? `non-responsive: misses ${slotWord(facts.slot)}` : "non-responsive");

/** Where the claim stands: in words, on the day and in the what-if chosen, with the sentence that says why. */
function standingBox(i, facts) {
  const now = standingOf(i);
  const why = text(facts.standing_sentence);
  if (!now && !why && !latestStanding(i)) return null;
  const latest = state.day < 0 && !changesStanding(i);
  return el("div", { className: `standing-box ${now}`, id: "standing" },
    el("p", { className: "standing-line" }, standingParts(i), atLatest() && NODES[i].roots ? el("span", { className: "told" }, NODES[i].roots) : null),
    state.day >= 0 ? el("p", { className: "silent" }, `As of ${dayWords(DAYS[state.day].day)}; in the latest record it is ${latestStanding(i) || "without a standing"}.`) : null,
    changesStanding(i) ? el("p", { className: "silent" }, `If this falls: ${shorten(nameWords(state.fall), 120)}.`) : null,
    why && latest ? el("p", {}, why) : null,
    latest && now ? el("p", { className: "silent small" }, `${capital(now)}: ${STANDINGS[now].explains}.`) : null);
}

const itemLinks = (iris) => joined(list(iris).map((iri) => linkTo(String(iri))));

function rootItem(root) {
  const kind = String(root.kind ?? "unknown");
  const mark = own(ROOT_KINDS, kind) ?? { word: kind, explains: "" };
  const statements = list(root.statements).filter((iri) => typeof iri === "string");
  const shown = statements.map((iri) => (byIri.has(iri) ? el("li", { className: hasFallen(byIri.get(iri)) ? "fallen" : "" }, link(byIri.get(iri), shorten(sentence(byIri.get(iri)), 200))) : el("li", {}, linkTo(iri))));
  const label = text(root.label);
  const counted = root.counted === true;
  return el("li", { className: `root ${counted ? "counted" : kind === "unknown" ? "unknown" : "beside"}` },
    el("div", {}, el("strong", { title: mark.explains }, capital(shorten(mark.word, 80))), counted ? "" : el("span", { className: "meta" }, kind === "unknown" ? " · grouped, never counted" : " · beside, not counted")),
    label ? el("div", {}, label) : null,
    list(root.items).length ? el("div", {}, el("span", { className: "meta" }, "ends at "), itemLinks(root.items)) : null,
    statements.length
      ? el("details", { open: statements.length <= 3 }, el("summary", {}, `${plural(statements.length, "statement rests", "statements rest")} on it`), el("ul", {}, shown))
      : null);
}

/** The roots per side: those that count first, the others beside, unknown lineage last and apart. */
function rootSections(facts) {
  const found = list(facts.roots).filter(isMap);
  const parts = [];
  for (const side of [...new Set([...Object.keys(SIDE_WORDS), ...found.map((root) => String(root.side ?? ""))])]) {
    const here = found.filter((root) => String(root.side ?? "") === side);
    if (!here.length) continue;
    const rank = (root) => (root.counted === true ? 0 : root.kind === "unknown" ? 2 : 1);
    here.sort((p, q) => rank(p) - rank(q));
    const counted = here.filter((root) => root.counted === true).length;
    parts.push(el("h4", {}, own(SIDE_WORDS, side) ?? shorten(side, 60), el("span", { className: "n" }, ` · ${counted ? plural(counted, "root", "roots") : "no counted root"}`)),
      el("ul", { className: "roots" }, here.map(rootItem)));
  }
  const rests = list(facts.rests_solely_on);
  const counts = [
    typeof facts.outlets === "number" && facts.outlets > 0 ? plural(facts.outlets, "outlet", "outlets") : "",
    typeof facts.unknown_lineage === "number" && facts.unknown_lineage > 0 ? `${plural(facts.unknown_lineage, "statement", "statements")} of unknown lineage` : "",
  ].filter(Boolean).join(" · ");
  if (!parts.length && !rests.length && !counts) return [];
  return [heading("Where it comes from"), atLatest() ? null : el("p", { className: "silent" }, "These are the roots of the latest record, before anything falls."), counts ? el("p", { className: "silent" }, counts) : null,
    rests.length ? el("p", { className: "solely" }, el("strong", {}, "Rests solely on "), itemLinks(rests), ".",
      rests.map((iri) => byIri.get(iri)).filter((one) => one !== undefined && fallOf(one) && state.fall !== one).slice(0, 3)
        .map((one) => el("button", { type: "button", className: "falls", on: { click: () => letFall(one) } }, rests.length > 1 ? `What if ${shorten(nameWords(one), 40)} falls?` : "What if it falls?"))) : null,
    ...parts];
}

/** How a statement fares, and from which day it is public. */
function fateRows(i, facts) {
  const label = labelOf(i);
  return [
    row("As an argument", label ? [el("strong", {}, labelWord(label)), ` (${label}): ${LABELS[label].slice(LABELS[label].indexOf(":") + 2)}`] : null),
    row("Held up", !atLatest() ? null : facts.on_record === false ? "no: it is not on record" : facts.held_up === false ? "no: none of the bases that it names holds" : facts.held_up === true ? "yes" : null),
    publicRow(i, facts),
  ];
}
const publicRow = (i, facts) => row("Public from", typeof facts.known === "string" ? said(facts.known) : PERHAPS.has(i) ? "unknown: perhaps public" : null,
  notYet(i) ? el("span", { className: "silent" }, ` (not yet, as of ${DAYS[state.day].day})`) : null);

function retractions(facts) {
  return section("Retracted", list(facts.retracted).filter(isMap).map((one) => {
    const [why, by] = [text(one.why), one.by === undefined ? null : linkTo(String(one.by))];
    return item("con", el("div", {}, el("strong", {}, said(String(one.date ?? "undated"))), by ? [" by ", by] : null), why ? el("p", {}, why) : null);
  }));
}

/** What would fall with a source or statement, before anyone lets it fall. */
function fallSection(i) {
  const fall = fallOf(i);
  if (!fall) return [];
  const why = text(fall.sentence);
  const others = fall.fallen.filter((one) => one !== i);
  return [heading("If it falls"), why ? el("p", {}, why) : null, el("p", { className: "silent" }, `${capital(fallTold(i))}.`),
    fall.standing.length ? el("ul", {}, fall.standing.map(([claim, code]) => item("", link(claim, shorten(nameWords(claim), 200)),
      el("div", { className: "standing-line" }, latestStanding(claim) ? [seal(latestStanding(claim)), latestStanding(claim)] : "no standing", " → ", seal(STANDING_NAMES[code]), el("strong", {}, STANDING_NAMES[code]))))) : null,
    others.length ? el("details", {}, el("summary", {}, `${plural(others.length, "statement falls", "statements fall")} with it`), el("ul", {}, others.map((one) => smallItem(one)))) : null].filter(Boolean);
}

/** What a comparison found: its reason, the slot that decided, and what was left open. */
function verdictRows(edge) {
  const facts = edge.facts;
  if (facts.reason === undefined && facts.slot === undefined && facts.non_responsive !== true) return null;
  return el("dl", {},
    facts.non_responsive === true ? row("Finding", el("strong", {}, misses(facts))) : [],
    row("Reason", typeof facts.reason === "string" ? [said(reasonWord(facts.reason)), own(MARKS.reasons, facts.reason) ? el("span", { className: "silent" }, ` (${facts.reason})`) : null] : null),
    row("Decided by", typeof facts.slot === "string" && facts.slot ? said(slotWord(facts.slot)) : null));
}

/** Pairs that a comparison left open or set apart; the many are folded away. */
function verdictSections(i, all) {
  const missed = all.filter((e) => EDGES[e].facts.non_responsive === true);
  const open = all.filter((e) => isVerdict(EDGES[e]) && !missed.includes(e));
  const folded = (words, found) => (found.length
    ? [heading(words, found.length), el("details", {}, el("summary", {}, "Show them"), el("ul", {}, found.map((e) => relationItem(e, i))))] : []);
  return [...section("Non-responsive: what misses the point", missed.map((e) => relationItem(e, i))),
    ...folded("Undetermined, or out of scope", open)];
}

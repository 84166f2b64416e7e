// The side panel: everything the graph holds about one node or relation, each name a link to the next.

const VERIFIED = {
  verified: "found word for word in the stored text",
  located: "the position lies within the stored text; no words were recorded to compare",
  ambiguous: "found more than once in the stored text",
  missing: "not found in the stored text",
  "text-not-held": "the text is not held here, so the quote is not verified",
};

function link(i, words, language = "") {
  const name = words === undefined ? nameOf(i) : [words, language];
  return el("a", { href: writeAddress({ ...chosen(), node: i, edge: -1 }), "@data-node": i,
    on: { click: (event) => follow(event, { node: i }) } }, said(name[0], name[1]));
}

/** A plain click stays in the page; one with a modifier does what the browser does with links. */
function follow(event, change) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button > 0) return;
  event.preventDefault();
  openDetails(change, { focus: true });
}

function linkTo(iri) {
  const i = byIri.get(iri);
  return i === undefined ? el("span", {}, said(String(iri)), el("span", { className: "silent" }, " (not in this page)")) : link(i);
}

const item = (mark, ...children) => el("li", { className: `item ${mark}` }, ...children);
const row = (word, ...content) => {
  const kept = content.flat(Infinity).filter((part) => part !== null && part !== undefined && part !== "");
  return kept.length ? [el("dt", {}, word), el("dd", {}, ...kept)] : [];
};
const joined = (parts, between = ", ") => parts.flatMap((part, at) => (at ? [between, part] : [part]));
const heading = (words, count) => el("h3", {}, words, count === undefined ? null : el("span", { className: "n" }, ` ${count.toLocaleString("en")}`));
const section = (words, items) => (items.length ? [heading(words, items.length), el("ul", {}, items)] : []);
const text = (value) => { const [found, code] = inLanguage(value); return found ? said(found, code) : null; };
const texts = (value) => joined(list(value).map((one) => (isMap(one) ? text(one) : said(String(one)))).filter(Boolean));

function chain(steps, lead) {
  const parts = [];
  if (lead) parts.push(el("span", {}, lead));
  steps.forEach((iri, at) => {
    if (at || lead) parts.push(el("span", { className: "arrow", "@aria-hidden": "true" }, "←"), at ? el("span", { className: "unseen" }, " from ") : null);
    parts.push(linkTo(iri));
  });
  return el("div", { className: "chain" }, parts);
}
const chains = (carriers) => list(carriers).map((path) => chain(list(path)));

function bases(found) {
  return list(found).map((base) => Array.isArray(base)
    ? el("div", { className: "chain" }, el("span", { className: "all" }, joined(base.map(linkTo), " and "), " — hold only together"))
    : el("div", { className: "chain" }, linkTo(base)));
}

function dated(facts) {
  if (typeof facts.date !== "string") return [el("span", { className: "silent" }, "undated")];
  const inferred = text(facts.date_inferred_from);
  return [said(facts.date), inferred ? [el("span", { className: "silent" }, " — inferred from: "), inferred] : null].flat();
}

function passage(facts) {
  const found = facts.passage;
  const parts = [];
  if (typeof facts.quote === "string" && facts.quote) {
    parts.push(el("blockquote", { "@dir": "auto", "@lang": typeof facts.lang === "string" ? shorten(facts.lang, 40) : null }, "“", said(facts.quote), "”",
      el("footer", {}, "The quote as recorded; ", verification(facts))));
  }
  if (isMap(found)) {
    const standIn = found.text === "stand-in";
    const note = text(found.note);
    parts.push(el("blockquote", { "@dir": "auto" },
      el("span", { className: "context" }, readable(String(found.before ?? ""))),
      el("span", { className: "words" }, readable(String(found.words ?? ""))),
      el("span", { className: "context" }, readable(String(found.after ?? ""))),
      el("footer", {},
        standIn ? [el("span", { className: "standin" }, "stand-in text"), " not the report’s own words", note ? [" — ", note] : null]
          : ["from the report’s own text"])));
  }
  return parts;
}
function verification(facts) {
  const words = facts.verification;
  return typeof words === "string" ? own(VERIFIED, words) ?? readable(words) : "not verified";
}

/** How an item looks that is not public yet, or falls. */
const shadeOf = (i) => (hasFallen(i) ? "fallen" : notYet(i) || perhapsPublic(i) ? "faint" : "");

/** A statement within another panel. */
function statementItem(i, { withClaim = false } = {}) {
  const facts = NODES[i].facts;
  const mark = lineMark(String(facts.stance ?? "")).colour;
  const claim = claimOf(i);
  const speaker = byIri.get(facts.speaker);
  const fate = [labelOf(i) ? labelWord(labelOf(i)) : "", notHeld(i), notYet(i) ? "not yet public" : "", hasFallen(i) ? "falls in this what-if" : ""].filter(Boolean).join(" · ");
  return item(`${mark} ${shadeOf(i)}`,
    el("div", {}, sign(String(facts.stance ?? "")), speaker === undefined ? said(speakerOf(i) || "unknown speaker") : link(speaker), " ",
      link(i, shorten(stanceWord(i), 80)), withClaim && claim !== undefined ? [": ", link(claim)] : null),
    el("div", { className: "meta" }, dated(facts), likely(facts) ? [" · ", likely(facts)] : null, fate ? [" · ", el("strong", {}, fate)] : null),
    ...passage(facts),
    ...chains(facts.carriers).map((found) => el("div", { className: "meta" }, "read in ", found)),
    ...(list(facts.bases).length ? [el("div", { className: "meta" }, "based on ", bases(facts.bases))] : []),
    ...relationsBrief(i));
}
const likely = (facts) => readable([facts.speech_act, facts.likelihood, facts.confidence ? `${facts.confidence} confidence` : ""].filter((word) => typeof word === "string" && word).join(", "));

function relationsBrief(i) {
  const count = new Map();
  for (const e of edgesOf[i]) {
    if (!isRelation(EDGES[e])) continue;
    const word = EDGES[e].a === i ? lineMark(EDGES[e].kind).word : lineMark(EDGES[e].kind).inverse;
    count.set(word, (count.get(word) ?? 0) + 1);
  }
  const words = [...count].map(([word, n]) => `${word} ${n}`).join(" · ");
  return words ? [el("div", { className: "meta" }, link(i, `Relations: ${words}`))] : [];
}

/** A relation as seen from one of its ends. */
function relationItem(e, i) {
  const edge = EDGES[e];
  const mark = lineMark(edge.kind);
  const other = edge.a === i ? edge.b : edge.a;
  const word = shorten(edge.a === i ? mark.word : mark.inverse, 80);
  const why = text(edge.facts.why);
  return item(`${mark.colour} ${shadeOf(other)}`,
    el("div", {}, sign(edge.kind), el("a", { href: writeAddress({ ...chosen(), node: -1, edge: e }), on: { click: (event) => follow(event, { edge: e }) } }, word),
      edge.facts.strength && edge.facts.strength !== "strong" ? el("em", {}, readable(` (${edge.facts.strength})`)) : null,
      edge.facts.origin === "derived" ? el("em", {}, " (derived)") : null, " ", link(other, sentence(other))),
    edge.facts.non_responsive === true ? el("p", {}, el("strong", { className: "misses" }, misses(edge.facts))) : null,
    why ? el("p", {}, "Why: ", why) : el("p", { className: "silent" }, "No reason is given."),
    el("div", { className: "meta" }, drawn(edge)));
}

function drawn(edge) {
  const facts = edge.facts;
  const parts = [];
  if (facts.strength) parts.push(readable(String(facts.strength)));
  if (typeof facts.reason === "string" && facts.non_responsive !== true) parts.push(readable(reasonWord(facts.reason)));
  if (facts.origin === "derived") parts.push(readable(`derived by the rule “${facts.rule ?? "unnamed"}”`));
  else if (facts.origin) parts.push(readable(String(facts.origin)));
  const found = [joined(parts, " · ")].flat();
  if (facts.by !== undefined) found.push(parts.length ? " · drawn by " : "drawn by ", byIri.has(facts.by) ? link(byIri.get(facts.by)) : said(inLanguage(facts.by)[0]));
  if (facts.withdrawn !== undefined) found.push(" · ", el("strong", {}, readable(`withdrawn ${facts.withdrawn}`)));
  if (facts.undercuts_relation !== undefined) {
    const aimed = edgeByIri.get(facts.undercuts_relation);
    found.push(" · aims at the relation ", aimed === undefined ? said(String(facts.undercuts_relation))
      : el("a", { href: "#", on: { click: (event) => follow(event, { edge: aimed }) } }, said(`${sentence(EDGES[aimed].a)} ${lineMark(EDGES[aimed].kind).word} …`)));
  }
  return found.length ? found : ["drawn by the author of the dossier"];
}

const relationsOf = (i) => edgesOf[i].filter((e) => isRelation(EDGES[e]));
const KIND_ORDER = ["contradicts", "undercuts", "tension", "qualifies", "supports", "restates", "undetermined", "none"];
const STRENGTHS = Object.keys(MARKS.strengths);
const strengthOf = (e) => { const at = STRENGTHS.indexOf(EDGES[e].facts.strength); return at < 0 ? 0 : at; };
const sortRelations = (found) => [...new Set(found)].sort((p, q) =>
  KIND_ORDER.indexOf(EDGES[p].kind) - KIND_ORDER.indexOf(EDGES[q].kind) || strengthOf(p) - strengthOf(q) || p - q);

function relationSections(i) {
  const all = sortRelations(relationsOf(i));
  const against = all.filter((e) => ["contradicts", "undercuts", "tension"].includes(EDGES[e].kind));
  const limits = all.filter((e) => EDGES[e].kind === "qualifies");
  const incoming = all.filter((e) => EDGES[e].kind === "supports" && EDGES[e].b === i);
  const outgoing = all.filter((e) => EDGES[e].kind === "supports" && EDGES[e].b !== i);
  const same = all.filter((e) => EDGES[e].kind === "restates");
  const show = (found) => found.map((e) => relationItem(e, i));
  return [...section("Against it, or strained by it", show(against)), ...section("What supports it", show(incoming)),
    ...section("Limits", show(limits)), ...section("What it supports", show(outgoing)), ...section("The same again", show(same)), ...verdictSections(i, all)];
}

// One panel for each family

function claimPanel(i, facts) {
  const wordings = isMap(facts.text) ? Object.keys(facts.text).sort() : [];
  const [, shownIn] = nameOf(i);
  const statements = edgesOf[i].filter((e) => isStance(EDGES[e]) && EDGES[e].b === i).map((e) => EDGES[e].a);
  const byStance = (stance) => statements.filter((s) => NODES[s].facts.stance === stance).sort(byDate);
  const through = (sideStances, kinds, into) => sortRelations(statements.filter((s) => sideStances.includes(NODES[s].facts.stance))
    .flatMap((s) => relationsOf(s).filter((e) => kinds.includes(EDGES[e].kind) && (!into || EDGES[e].b === s))
      .map((e) => e)));
  const speaksTo = (found) => found.map((e) => relationItem(e, statements.includes(EDGES[e].b) ? EDGES[e].b : EDGES[e].a));
  return [
    ...wordings.filter((code) => code !== shownIn).map((code) => el("p", { className: "other-language", "@lang": tongue(code), "@dir": "auto" }, said(facts.text[code], code))),
    standingBox(i, facts),
    buttons(i),
    ...rootSections(facts),
    el("dl", {}, row("Form", typeof facts.form === "string" ? said(facts.form) : null), slots(facts), row("Note", text(facts.note)), more(facts, TOLD.claim)),
    ...Object.entries(STANCES).flatMap(([stance, mark]) =>
      section(stance === "affirms" ? "Affirmed by" : stance === "denies" ? "Denied by" : mark.inverse.replace(/^./, (c) => c.toUpperCase()), byStance(stance).map((s) => statementItem(s)))),
    ...section("What supports its affirmations", speaksTo(through(["affirms"], ["supports"], true))),
    ...section("What contradicts its affirmations", speaksTo(through(["affirms"], ["contradicts"], false))),
    ...section("What limits, undercuts or strains its affirmations", speaksTo(through(["affirms"], ["qualifies", "undercuts", "tension"], true))),
    ...section("What supports its denials", speaksTo(through(["denies"], ["supports"], true))),
    ...section("What else contradicts its denials", speaksTo(through(["denies"], ["contradicts"], false).filter((e) => !(statements.includes(EDGES[e].a) && statements.includes(EDGES[e].b))))),
    ...section("Claims that exclude it", edgesOf[i].filter((e) => EDGES[e].kind === "exclusive-with").map((e) => item("con", link(EDGES[e].a === i ? EDGES[e].b : EDGES[e].a)))),
  ];
}
const byDate = (p, q) => {
  const [a, b] = [NODES[p].facts.date_from ?? "~", NODES[q].facts.date_from ?? "~"];
  return a < b ? -1 : a > b ? 1 : p - q;
};

function slots(facts) {
  if (!isMap(facts.slots)) return [];
  const assumed = new Set(list(facts.assumed));
  return Object.entries(facts.slots).flatMap(([slot, fillers]) => row(shorten(slot, 60).replace(/[-_]/g, " ").replace(/^./, (c) => c.toUpperCase()),
    joined(list(fillers).map((filler) => {
      if (!isMap(filler)) return said(String(filler));
      const words = readable(inLanguage(filler.label)[0] || String(filler.iri ?? ""));
      return byIri.has(filler.iri) ? link(byIri.get(filler.iri), words) : said(words);
    }), " or "),
    typeof facts[`${slot}_read_as`] === "string" ? [" (read as its ", said(facts[`${slot}_read_as`]), ")"] : null,
    assumed.has(slot) ? el("span", { className: "silent" }, " — assumed from the dossier’s scope") : null));
}

function statementPanel(i, facts) {
  const claim = claimOf(i);
  const speaker = byIri.get(facts.speaker);
  return [
    el("p", {}, sign(String(facts.stance ?? "")), speaker === undefined ? said(speakerOf(i) || "unknown speaker") : link(speaker), ` ${shorten(stanceWord(i), 80)}: `,
      claim === undefined ? el("span", { className: "silent" }, "a claim that is not in this page") : link(claim)),
    buttons(i),
    ...passage(facts),
    el("dl", {},
      row("Date", dated(facts)),
      fateRows(i, facts),
      row("Speech act", plainWord(facts.speech_act)), row("Likelihood", plainWord(facts.likelihood)), row("Confidence", plainWord(facts.confidence)),
      row("Credibility", facts.credibility === undefined ? null : readable(`${facts.credibility} of 1–6 (Admiralty; 6 is unknown)`)),
      row("First-hand", yesNo(facts.first_hand)), row("In public", yesNo(facts.public)),
      row("Position", Array.isArray(facts.position) ? readable(`characters ${facts.position[0]}–${facts.position[1]} of the report’s text`) : null),
      facts.quote ? [] : row("Verified", facts.verification === undefined ? null : verification(facts)),
      isMap(facts.stand_in) ? row("Stand-in", own(VERIFIED, String(facts.stand_in.verification)) ?? null) : [],
      row("Note", text(facts.note)), more(facts, TOLD.statement)),
    heading("Carriers"), ...(list(facts.carriers).length
      ? [el("p", { className: "meta silent" }, "Read outermost first: the report at hand, then whom it had it from."), ...chains(facts.carriers)]
      : [el("p", { className: "silent" }, "No carrier is recorded.")]),
    heading("Basis"), ...(list(facts.bases).length ? bases(facts.bases) : [el("p", { className: "silent" }, "The speaker names no basis.")]),
    ...relationSections(i),
    ...section("It carries", incoming(i, ["carrier"]).map((s) => smallItem(s))),
    ...section("It is the basis of", incoming(i, ["basis"]).map((s) => smallItem(s))),
    ...fallSection(i),
  ];
}
const plainWord = (value) => (typeof value === "string" ? said(value) : null);
const yesNo = (value) => (value === true ? "yes" : value === false ? "no" : null);
const incoming = (i, kinds) => [...new Set(edgesOf[i].filter((e) => EDGES[e].b === i && kinds.includes(EDGES[e].kind)).map((e) => EDGES[e].a))].sort((p, q) => p - q);
const smallItem = (i) => item(`${familyOf[i] === "statement" ? lineMark(String(NODES[i].facts.stance ?? "")).colour : ""} ${shadeOf(i)}`,
  familyOf[i] === "statement" ? sign(String(NODES[i].facts.stance ?? "")) : el("span", { className: "kind" }, `${shorten(nodeMark(kindOf(i)).word, 80)} `),
  link(i, shorten(sentence(i), 300)));

function sourcePanel(i, facts) {
  return [
    buttons(i),
    ...retractions(facts),
    ...fallSection(i),
    el("dl", {},
      publicRow(i, facts),
      row("Carries", typeof facts.carries === "number" && facts.carries > 0 ? `${plural(facts.carries, "claim", "claims")} with nothing else to stand on` : null),
      row("What it is", text(facts.what)), row("Genre", texts(facts.genre)), row("By", joined(list(facts.by).map(linkTo))),
      row("Published", typeof facts.published === "string" ? said(facts.published) : null), row("Date", facts.date === undefined ? null : dated(facts)),
      facts.date === undefined ? row("Inferred from", text(facts.date_inferred_from)) : [],
      row("Obtained by", joined(list(facts.obtained_by).map(linkTo))), row("Obtained how", texts(facts.obtained_how)),
      row("Reliability", facts.reliability === undefined ? null : readable(`${facts.reliability} of A–F (Admiralty; F is unknown)`)),
      row("Language", plainWord(facts.lang)), row("Address", facts.url === undefined ? null : outward(facts.url)),
      row("Text", facts.has_stand_in === true ? "passages shown here come from a stand-in text" : null), row("Note", text(facts.note)), more(facts, TOLD.source)),
    ...(list(facts.carriers).length ? [heading("Carriers"), ...chains(facts.carriers)] : []),
    ...(list(facts.draws_on).length ? [heading("Draws on"), ...bases(facts.draws_on)] : []),
    ...relationSections(i),
    ...section("Statements read in it", incoming(i, ["carrier"]).filter((s) => familyOf[s] === "statement").map(smallItem)),
    ...section("Sources it carries", incoming(i, ["carrier"]).filter((s) => familyOf[s] !== "statement").map(smallItem)),
    ...section("What rests on it", incoming(i, ["basis"]).map(smallItem)),
  ];
}

const AGENT_FACTS = ["printed", "aliases", "role", "note", "iso3166", "lei", "wikidata", "hs"];
const AGENT_LINKS = { "part_of": "Part of", owner: "Owner", "acts_for": "Acts for", "based_in": "Based in", broader: "Kind of", "made_by": "Made by", matches: "Matches" };
// What a panel tells in words of its own; anything else that a graph holds is listed as it stands.
const TOLD = {
  claim: ["text", "form", "slots", "assumed", "note", "subject_read_as", "object_read_as", "counterparty_read_as", "standing", "standing_sentence",
    "roots", "roots_for", "roots_against", "unknown_lineage", "outlets", "rests_solely_on"],
  statement: ["speaker", "claim", "stance", "said", "speech_act", "likelihood", "confidence", "credibility", "first_hand", "public", "date", "date_from", "date_to",
    "date_inferred_from", "quote", "position", "verification", "carriers", "bases", "note", "passage", "lang", "stand_in", "argument_label", "held_up", "on_record", "known"],
  source: ["title", "what", "genre", "by", "published", "published_from", "published_to", "date", "date_from", "date_to", "lang", "url", "obtained_by",
    "obtained_how", "reliability", "draws_on", "carriers", "date_inferred_from", "note", "has_stand_in", "known", "carries", "retracted"],
};
const more = (facts, told) => Object.entries(facts).filter(([key]) => !KNOWN.has(key) && !told.includes(key))
  .flatMap(([key, value]) => row(shorten(key.replace(/_/g, " "), 60), isMap(value) ? text(value) : texts(value)));
const KNOWN = new Set([...AGENT_FACTS, ...Object.keys(AGENT_LINKS), "kind", "slug", "label", "dossier", "name", "unnamed", "interested", "dual_use"].filter((key) => key !== "note"));
const AGENT_WORDS = { printed: "As printed", aliases: "Also called", role: "Role", note: "Note", iso3166: "ISO 3166", lei: "LEI", wikidata: "Wikidata", hs: "HS heading" };

function otherPanel(i, facts) {
  const slotsOf = edgesOf[i].filter((e) => EDGES[e].b === i && lineGroup(EDGES[e]) === "slots");
  return [
    buttons(i),
    el("dl", {},
      isMap(facts.name) ? Object.keys(facts.name).sort().flatMap((code) => row(`Name (${shorten(code, 20)})`, said(String(facts.name[code]), code))) : row("Name", text(facts.name)),
      AGENT_FACTS.flatMap((key) => row(AGENT_WORDS[key], texts(facts[key]))),
      Object.entries(AGENT_LINKS).flatMap(([key, word]) => row(word, joined(list(facts[key]).map(linkTo)))),
      row("Unnamed", facts.unnamed === true ? "yes: the source gives no name" : null), row("Interested party", yesNo(facts.interested)), row("Dual-use", yesNo(facts.dual_use)),
      more(facts, ["note"])),
    ...section("Statements", incoming(i, ["speaker"]).sort(byDate).map((s) => statementItem(s, { withClaim: true }))),
    ...section("Reports by it", incoming(i, ["by"]).map(smallItem)),
    ...section("Obtained by it", incoming(i, ["obtained-by"]).map(smallItem)),
    ...section("In claims", slotsOf.map((e) => item("", el("span", { className: "kind" }, `as ${lineMark(EDGES[e].kind).word}: `), link(EDGES[e].a)))),
  ];
}

function edgePanel(e) {
  const edge = EDGES[e];
  const mark = lineMark(edge.kind);
  const why = text(edge.facts.why);
  const end = (i) => (familyOf[i] === "statement" ? statementItem(i, { withClaim: true }) : smallItem(i));
  return [
    verdictRows(edge),
    el("ul", {}, end(edge.a)), el("h4", {}, sign(edge.kind), shorten(mark.word, 80)), el("ul", {}, end(edge.b)),
    heading("Why"), why ? el("p", {}, why) : el("p", { className: "silent" }, "No reason is given."),
    mark.explains ? el("p", { className: "silent" }, `${shorten(mark.word, 80)}: ${mark.explains}.`) : null,
    heading(isDerived(edge) ? "Derived, not authored" : "Drawn"), el("p", {}, drawn(edge)),
    el("dl", {}, row("Note", text(edge.facts.note))),
    edge.facts.iri === undefined ? null : el("p", { className: "iri" }, said(String(edge.facts.iri))),
  ];
}

function buttons(i) {
  const arguable = familyOf[i] === "claim" || (familyOf[i] === "statement" && claimOf(i) !== undefined);
  const here = state.argue === i;
  return el("div", { className: "buttons" },
    el("button", { type: "button", id: "argue", disabled: here, on: { click: () => go({ node: i, argue: i, view: "graph" }) } },
      arguable ? "Argue from here" : "Only its neighbourhood"),
    fallButton(i),
    state.argue >= 0 ? el("button", { type: "button", on: { click: () => go({ argue: -1, view: "graph" }) } }, "Whole graph") : null,
    state.view === "table" ? el("button", { type: "button", on: { click: () => go({ view: "graph" }) } }, "Show in the graph")
      : el("button", { type: "button", on: { click: () => reveal(i) } }, "Show"));
}

let opener = null; // where the focus goes back to

/** Open the panel for a node or relation. */
function openDetails(change, { focus = false } = {}) {
  if (!$("panel").contains(document.activeElement)) opener = document.activeElement;
  wantsFocus = focus;
  go(change);
}
let wantsFocus = false;
let shownSubject = "";

function closeDetails() {
  const back = opener !== null && opener.isConnected && opener !== document.body ? opener : state.view === "graph" ? $("stage") : $("tables");
  go({ node: -1, edge: -1 });
  back.focus({ preventScroll: true });
}

function showPanel() {
  const panel = $("panel");
  const subject = `${state.node}|${state.edge}`;
  const same = subject === shownSubject;
  const [top_, held] = [panel.scrollTop, same && panel.contains(document.activeElement) ? document.activeElement.id : ""];
  shownSubject = subject;
  const open = state.node >= 0 || state.edge >= 0;
  document.body.classList.toggle("panel-open", open);
  if (!open) {
    panel.hidden = true;
    panel.replaceChildren();
    return;
  }
  const build = { claim: claimPanel, statement: statementPanel, source: sourcePanel };
  let kind;
  let title;
  let content;
  if (state.node >= 0) {
    const i = state.node;
    const facts = NODES[i].facts;
    kind = shorten(nodeMark(kindOf(i)).word, 80);
    title = familyOf[i] === "statement" ? [sentence(i), ""] : nameOf(i);
    content = [...(own(build, familyOf[i]) ?? otherPanel)(i, facts),
      heading("In the data"), el("dl", {}, row("Dossier", typeof facts.dossier === "string" ? said(dossierName(facts.dossier)) : null), row("Slug", plainWord(facts.slug))),
      el("p", { className: "iri" }, said(NODES[i].id))];
  } else {
    const edge = EDGES[state.edge];
    kind = isRelation(edge) ? "relation" : "edge";
    const word = edge.facts.non_responsive === true ? VERDICTS.none.word : lineMark(edge.kind).word;
    title = [`${shorten(speakerOf(edge.a) || nameWords(edge.a), 60)} ${word} ${shorten(speakerOf(edge.b) || nameWords(edge.b), 60)}`, ""];
    content = edgePanel(state.edge);
  }
  const top = el("h2", { tabIndex: -1, id: "panel-title", "@dir": "auto", "@lang": tongue(title[1]) }, readable(title[0]));
  panel.replaceChildren(
    el("header", {}, el("span", { className: "kind" }, kind),
      el("button", { type: "button", className: "quiet", id: "close-panel", "@aria-label": "Close details", on: { click: closeDetails } }, "✕")),
    top, ...content.flat(Infinity).filter(Boolean));
  panel.hidden = false;
  // The same thing on another day, or in a what-if, is read on from where one was.
  panel.scrollTop = same ? top_ : 0;
  if (held) $(held)?.focus({ preventScroll: true });
  if (wantsFocus) top.focus({ preventScroll: true });
  wantsFocus = false;
}

// What is shown. The same answer serves the picture and the tables.

const FAMILIES_FIRST = { claim: true, statement: true, source: true, agent: false, thing: false };
const kindsHere = [...new Set(NODES.map((_, i) => kindOf(i)))].sort(
  (a, b) => order(Object.keys(MARKS.nodes), a) - order(Object.keys(MARKS.nodes), b) || (a < b ? -1 : 1),
);
function order(keys, key) {
  const at = keys.indexOf(key);
  return at < 0 ? keys.length : at;
}
const stancesHere = Object.keys(STANCES).filter((stance) => NODES.some((node) => node.facts.stance === stance));
const speakersHere = (() => {
  const count = new Map();
  NODES.forEach((node, i) => {
    if (familyOf[i] === "statement") {
      const key = String(node.facts.speaker ?? "");
      count.set(key, (count.get(key) ?? 0) + 1);
    }
  });
  return [...count].map(([iri, n]) => ({ iri, n, name: byIri.has(iri) ? nameWords(byIri.get(iri)) : iri || "unknown speaker" }))
    .sort((a, b) => b.n - a.n || a.name.localeCompare(b.name));
})();
const dossiersHere = [...new Set(NODES.map((node) => node.facts.dossier).filter((iri) => typeof iri === "string"))].sort();
const datesHere = NODES.map((node) => node.facts.date_from).filter((day) => typeof day === "string").sort();
const lineKinds = [...Object.keys(RELATIONS), "non-responsive", "undetermined", "none", "compared-same", "stances", "carrier", "basis", "agents", "slots", "exclusive-with"];
const LINE_WORDS = {
  stances: "stances: statement to claim", carrier: "carriers", basis: "bases", agents: "speakers and authors",
  slots: "slots of claims", "exclusive-with": "claims that exclude each other",
  "non-responsive": "non-responsive: a denial that misses", undetermined: "undetermined by comparison", none: "out of each other’s scope",
  "compared-same": "the same again, by comparison",
};
/** What a comparison finds between most pairs: drawn, and listed, only when asked for. */
const ASKED_FOR = new Set(["non-responsive", "undetermined", "none", "compared-same"]);
/** Under which switch of the filters an edge stands. */
function lineGroup(edge) {
  if (isVerdict(edge)) return edge.facts.non_responsive === true ? "non-responsive" : edge.kind;
  if (edge.kind === "restates" && edge.facts.rule === "compare") return "compared-same";
  if (isRelation(edge) || CHAINS.has(edge.kind) || edge.kind === "exclusive-with") return edge.kind;
  if (isStance(edge)) return "stances";
  return edge.kind === "speaker" || edge.kind === "by" || edge.kind === "obtained-by" ? "agents" : "slots";
}
const QUIET = new Set(["agents", "slots"]);
const lineGroups = EDGES.map(lineGroup);
const groupsHere = lineKinds.filter((kind) => lineGroups.includes(kind));

/** The sample that stands for a group of lines in the legend and beside its switch. */
function groupMark(kind) {
  if (kind === "stances") return { colour: "line", dash: [], sign: "", arrow: "to" };
  return lineMark({ agents: "speaker", slots: "subject", "non-responsive": "none", "compared-same": "restates" }[kind] ?? kind);
}

const filters = {};
function clearFilters() {
  filters.kinds = new Map(kindsHere.map((kind) => [kind, FAMILIES_FIRST[nodeMark(kind).family] !== false]));
  filters.stances = new Set(stancesHere);
  filters.noSpeaker = new Set(); // speakers taken out
  filters.noDossier = new Set();
  filters.from = "";
  filters.to = "";
  filters.undated = true;
  filters.derived = true;
  filters.withdrawn = true;
  filters.otherClaims = false;
  filters.noStanding = new Set(); // standings taken out
  filters.perhaps = true;
  // In the whole picture every chain at once would hide the relations; around one claim they are few.
  filters.lines = new Map(lineKinds.map((kind) => [kind, !ASKED_FOR.has(kind)]));
  filters.chainsInWhole = false;
}
clearFilters();

/** How many choices differ from a fresh page. */
function filterCount() {
  let count = 0;
  for (const [kind, on] of filters.kinds) if (on !== (FAMILIES_FIRST[nodeMark(kind).family] !== false)) count += 1;
  count += stancesHere.length - filters.stances.size + filters.noSpeaker.size + filters.noDossier.size;
  count += (filters.from ? 1 : 0) + (filters.to ? 1 : 0) + (filters.undated ? 0 : 1) + (filters.derived ? 0 : 1);
  for (const [kind, on] of filters.lines) if (on === ASKED_FOR.has(kind)) count += 1;
  count += filters.noStanding.size;
  return count + (filters.chainsInWhole ? 1 : 0) + (filters.withdrawn ? 0 : 1);
}

function statementPasses(i) {
  const facts = NODES[i].facts;
  if (typeof facts.stance === "string" && own(STANCES, facts.stance) && !filters.stances.has(facts.stance)) return false;
  if (filters.noSpeaker.has(String(facts.speaker ?? ""))) return false;
  if (typeof facts.date_from !== "string") return filters.undated;
  // A date of a year or a month is kept if any day of it lies in the range.
  const last = typeof facts.date_to === "string" ? facts.date_to : facts.date_from;
  return !(filters.from && last < filters.from) && !(filters.to && facts.date_from > filters.to);
}
const statementsAreChosen = () =>
  filters.stances.size < stancesHere.length || filters.noSpeaker.size > 0 || filters.from !== "" || filters.to !== "" || !filters.undated;

/** The picture in force: an argument around a claim, a neighbourhood, or the whole. */
function mode(argue = state.argue) {
  if (argue < 0) return { name: "whole" };
  const claim = familyOf[argue] === "statement" ? claimOf(argue) : argue;
  const pictures = claim === undefined ? undefined : own(DATA.arguments, String(claim));
  if (!pictures) return { name: "near", centre: argue, most: 9 };
  return { name: "argument", claim, argument: pictures[Math.min(state.steps, pictures.length) - 1], most: pictures.length };
}

/** A kind that the picture leaves out at first still has its table; there only a choice of the reader takes it out. */
const kindShown = (kind, tables) =>
  filters.kinds.get(kind) !== false || (tables && FAMILIES_FIRST[nodeMark(kind).family] === false);

/** What lies within some steps. Sources, agents and things join almost everything, so no way leads on through them. */
function reach(centre, steps) {
  const far = new Set([centre]);
  let edge = [centre];
  for (let step = 1; step <= steps; step += 1) {
    const next = [];
    for (const i of edge) {
      if (i !== centre && familyOf[i] !== "statement" && familyOf[i] !== "claim") continue;
      for (const e of edgesOf[i]) {
        const there = EDGES[e].a === i ? EDGES[e].b : EDGES[e].a;
        if (!far.has(there)) {
          far.add(there);
          next.push(there);
        }
      }
    }
    edge = next;
  }
  for (const i of [...far]) if (familyOf[i] === "statement" && claimOf(i) !== undefined) far.add(claimOf(i));
  return far;
}

/** The whole picture is set twice, for a wide screen and for one held upright. */
const upright = () => window.innerHeight > window.innerWidth * 1.1;

/** What is shown now: a set of nodes, a set of edges, and where the nodes stand. */
function shown({ argue = state.argue, tables = false } = {}) {
  const now = mode(argue);
  let pool;
  let rows = upright() ? DATA.tall : DATA.whole;
  if (now.name === "argument") {
    rows = now.argument.places;
    pool = new Set(rows.map((row) => row[0]));
  } else if (now.name === "near") pool = reach(now.centre, state.steps);
  else pool = new Set(NODES.keys());

  const nodes = new Set();
  for (const i of pool) {
    if (filters.noDossier.has(NODES[i].facts.dossier) || notYet(i)) continue;
    const pinned = i === argue || i === now.claim;
    if (!pinned && standingTaken(i)) continue;
    if (familyOf[i] === "statement") {
      if ((kindShown("statement", tables) && statementPasses(i)) || pinned) nodes.add(i);
    } else if (pinned || kindShown(kindOf(i), tables)) {
      if (now.name === "argument" && familyOf[i] === "claim" && !pinned && !filters.otherClaims && !excluded(now.claim, i)) continue;
      nodes.add(i);
    }
  }
  if (statementsAreChosen()) {
    // What no chosen statement touches goes with the statements that were taken out.
    const held = new Set();
    for (const i of nodes) {
      if (familyOf[i] !== "statement") continue;
      held.add(i);
      for (const e of edgesOf[i]) held.add(EDGES[e].a === i ? EDGES[e].b : EDGES[e].a);
    }
    for (const i of [...nodes]) if (!held.has(i) && i !== argue && i !== now.claim) nodes.delete(i);
  }
  const unspoken = state.day >= 0 ? [...nodes].filter((i) => familyOf[i] === "claim" && !edgesOf[i].some((e) => isStance(EDGES[e]) && asOf.public.has(EDGES[e].a))) : [];
  if (tables) for (const i of unspoken) nodes.delete(i);
  const edges = EDGES.map((_, e) => e).filter((e) => edgeShown(e, nodes, now));
  return { mode: now, nodes, edges, rows, unspoken: new Set(unspoken) };
}

/** A claim whose standing the reader took out goes with its statements. */
function standingTaken(i) {
  if (!filters.noStanding.size) return false;
  const claim = familyOf[i] === "claim" ? i : familyOf[i] === "statement" ? claimOf(i) : undefined;
  return claim !== undefined && familyOf[claim] === "claim" && filters.noStanding.has(standingOf(claim));
}

const excluded = (claim, other) =>
  edgesOf[other].some((e) => EDGES[e].kind === "exclusive-with" && (EDGES[e].a === claim || EDGES[e].b === claim));

function edgeShown(e, nodes, now) {
  const edge = EDGES[e];
  const group = lineGroups[e];
  if (!nodes.has(edge.a) || !nodes.has(edge.b)) return false;
  if (e === state.edge) return true; // what is read about is seen, whatever else is hidden
  if (filters.lines.get(group) === false) return false;
  if (!filters.derived && edge.facts.origin === "derived") return false;
  if (!filters.withdrawn && edge.facts.withdrawn !== undefined) return false;
  // Every chain and every slot at once would hide the relations; those of the chosen node are drawn all the same.
  if (now.name !== "argument" && (CHAINS.has(group) ? !filters.chainsInWhole : QUIET.has(group))) return false;
  return true;
}

/** Whether a row of the tables is shown: the same choices, and the search's words. */
function rowShown(ref, sight, hits) {
  const index = Number(ref.slice(1));
  if (ref[0] === "e") {
    const edge = EDGES[index];
    if (filters.lines.get(lineGroups[index]) === false || (!filters.derived && edge.facts.origin === "derived")) return false;
    if (!filters.withdrawn && edge.facts.withdrawn !== undefined) return false;
    return sight.tableNodes.has(edge.a) && sight.tableNodes.has(edge.b) && (hits === null || hits.has(edge.a) || hits.has(edge.b));
  }
  return sight.tableNodes.has(index) && (hits === null || hits.has(index));
}

// The drawer

function checkbox(label, checked, act, { count, before, node } = {}) {
  const input = el("input", { type: "checkbox", checked, on: { change: () => { act(input.checked); refresh(); } } });
  return el("label", {}, input, before ?? null, node ?? el("span", {}, said(label)),
    count === undefined ? null : el("span", { className: "n" }, count.toLocaleString("en")));
}

function buildFilters() {
  const drawer = $("filters");
  const scroll = drawer.scrollTop;
  drawer.replaceChildren(
    el("header", {}, el("h2", { tabIndex: -1 }, "Filters"),
      el("span", {},
        el("button", { type: "button", className: "quiet", on: { click: () => { clearFilters(); buildFilters(); refresh(); announce("Filters cleared"); } } }, "Clear"),
        el("button", { type: "button", className: "quiet", "@aria-label": "Close filters", on: { click: () => openFilters(false) } }, "✕"))),
    el("fieldset", {}, el("legend", {}, "Kinds"),
      kindsHere.map((kind) => checkbox(shorten(nodeMark(kind).plural, 80), filters.kinds.get(kind), (on) => filters.kinds.set(kind, on),
        { count: NODES.filter((_, i) => kindOf(i) === kind).length }))),
    standingsHere
      ? el("fieldset", { id: "standings" }, el("legend", {}, "Standing of the claim"),
        [...STANDING_NAMES, ""].map((name) => {
          const count = NODES.filter((_, i) => familyOf[i] === "claim" && standingOf(i) === name).length;
          return name || count ? checkbox(name || "no standing told", !filters.noStanding.has(name),
            (on) => (on ? filters.noStanding.delete(name) : filters.noStanding.add(name)), { before: name ? seal(name) : null, count }) : null;
        }))
      : el("span"),
    el("fieldset", {}, el("legend", {}, "Stance"),
      stancesHere.map((stance) => checkbox(STANCES[stance].word, filters.stances.has(stance),
        (on) => (on ? filters.stances.add(stance) : filters.stances.delete(stance)),
        { before: sign(stance), count: NODES.filter((node) => node.facts.stance === stance).length }))),
    el("fieldset", {}, el("legend", {}, "Date of the statement"),
      datesHere.length
        ? [dateInput("from", "From"), dateInput("to", "To")]
        : el("p", {}, "No statement here is dated."),
      checkbox("undated statements", filters.undated, (on) => { filters.undated = on; },
        { count: NODES.filter((node, i) => familyOf[i] === "statement" && typeof node.facts.date_from !== "string").length }),
      el("p", {}, "Undated statements are kept apart: a range neither takes them in nor leaves them out. A date known only to its year or month counts if any of its days lies in the range.")),
    el("fieldset", {}, el("legend", {}, "Relations"),
      groupsHere.map((kind) => {
        const chain = CHAINS.has(kind);
        const words = own(LINE_WORDS, kind) ?? lineMark(kind).word;
        if (chain && mode().name !== "argument") {
          return kind === groupsHere.find((k) => CHAINS.has(k))
            ? checkbox("carriers and bases, all at once", filters.chainsInWhole, (on) => { filters.chainsInWhole = on; },
              { before: swatch(lineMark("basis")) }) : null;
        }
        return checkbox(words, filters.lines.get(kind), (on) => filters.lines.set(kind, on),
          { before: swatch(groupMark(kind), { hollow: ASKED_FOR.has(kind) }),
            count: lineGroups.filter((group) => group === kind).length });
      }),
      [...ASKED_FOR].some((kind) => groupsHere.includes(kind))
        ? el("p", {}, "What comparison leaves open, sets apart or finds said again lies between most pairs; tick it to see it.") : null,
      EDGES.some((edge) => edge.facts.origin === "derived")
        ? checkbox("derived relations", filters.derived, (on) => { filters.derived = on; },
          { count: EDGES.filter((edge) => edge.facts.origin === "derived").length }) : null,
      EDGES.some((edge) => edge.facts.withdrawn !== undefined)
        ? checkbox("withdrawn relations", filters.withdrawn, (on) => { filters.withdrawn = on; }) : null),
    el("fieldset", {}, el("legend", {}, "Speaker"),
      el("p", {},
        el("button", { type: "button", on: { click: () => { filters.noSpeaker.clear(); buildFilters(); refresh(); } } }, "All"), " ",
        el("button", { type: "button", on: { click: () => { speakersHere.forEach((s) => filters.noSpeaker.add(s.iri)); buildFilters(); refresh(); } } }, "None")),
      el("div", { className: "scroll", "@tabindex": "-1" },
        speakersHere.map((speaker) => checkbox(shorten(speaker.name, 120), !filters.noSpeaker.has(speaker.iri),
          (on) => (on ? filters.noSpeaker.delete(speaker.iri) : filters.noSpeaker.add(speaker.iri)), { count: speaker.n })))),
    dossiersHere.length > 1
      ? el("fieldset", {}, el("legend", {}, "Dossier"),
        dossiersHere.map((iri) => checkbox(shorten(dossierName(iri), 120), !filters.noDossier.has(iri),
          (on) => (on ? filters.noDossier.delete(iri) : filters.noDossier.add(iri)))))
      : el("span"),
  );
  drawer.scrollTop = scroll;
}

function dateInput(key, word) {
  const input = el("input", {
    type: "date", value: filters[key], min: datesHere[0], max: "9999-12-31",
    on: { change: () => { filters[key] = input.value; refresh(); } },
  });
  return el("label", { className: "pair" }, el("span", {}, word), input);
}

function dossierName(iri) {
  const found = list(DATA.dossiers).find((dossier) => isMap(dossier) && dossier.iri === iri);
  return found ? inLanguage(found.title)[0] || String(found.slug ?? iri) : iri;
}

function openFilters(open) {
  const had = $("filters").contains(document.activeElement);
  $("filters").hidden = !open;
  $("open-filters").setAttribute("aria-expanded", String(open));
  if (open) {
    buildFilters();
    $("filters").querySelector("h2").focus();
  } else if (had) $("open-filters").focus();
}

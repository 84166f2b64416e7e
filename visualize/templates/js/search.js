// Search over titles, texts, speakers, quotes and passages. Hits stay bright in the picture; the tables keep only them.

const fold = (words) => words.normalize("NFKD").replace(/\p{M}+/gu, "").replace(/[’‘]/g, "'").toLowerCase();
const MOST_HITS = 40;
let searchText = null;

function collect(value, into, depth = 0) {
  if (typeof value === "string") into.push(value.slice(0, 5000));
  else if (depth < 4 && value !== null && typeof value === "object") for (const part of Object.values(value)) collect(part, into, depth + 1);
}

function buildSearch() {
  const KEPT = ["label", "text", "title", "name", "what", "note", "quote", "passage", "aliases", "printed", "role", "slug", "genre", "date", "published", "url", "slots"];
  searchText = NODES.map((node, i) => {
    const found = [node.label, node.id];
    for (const key of KEPT) collect(node.facts[key], found);
    if (familyOf[i] === "statement") found.push(speakerOf(i), stanceWord(i));
    if (familyOf[i] === "claim") found.push(latestStanding(i), NODES[i].roots ?? "");
    return fold(found.join("  "));
  });
}

function searchHits() {
  if (searchText === null) buildSearch();
  const parts = fold(state.query).split(/\s+/).filter(Boolean);
  const found = new Set();
  searchText.forEach((words, i) => { if (!notYet(i) && parts.every((part) => words.includes(part))) found.add(i); });
  return found;
}

let active = -1;
function showHits() {
  const box = $("hits");
  active = -1;
  $("query").removeAttribute("aria-activedescendant");
  if (!state.query) {
    box.hidden = true;
    $("query").setAttribute("aria-expanded", "false");
    return;
  }
  const found = [...hits];
  const rank = (i) => (fold(nameWords(i)).includes(fold(state.query)) ? 0 : 1);
  const ordered = found.map((i) => [rank(i), i]).sort((p, q) => p[0] - q[0] || p[1] - q[1]).map(([, i]) => i);
  box.replaceChildren(...ordered.slice(0, MOST_HITS).map((i, at) =>
    el("li", { "@role": "option", id: `hit${at}`, "@data-node": i, "@aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); pick(i); } } },
      el("span", { className: "kind" }, shorten(nodeMark(kindOf(i)).word, 60)), marked(shorten(sentence(i), 220)))),
    ...(ordered.length > MOST_HITS ? [el("li", { className: "more" }, `and ${plural(ordered.length - MOST_HITS, "more", "more")}; the tables list all`)] : []),
    ...(ordered.length ? [] : [el("li", { className: "more" }, "Nothing found")]));
  box.hidden = false;
  $("query").setAttribute("aria-expanded", "true");
  announce(ordered.length ? plural(ordered.length, "hit", "hits") : "Nothing found");
}

/** The words searched for, marked within a text, where they stand there as typed. */
function marked(words) {
  const needle = state.query.trim().toLowerCase();
  const at = needle ? words.toLowerCase().indexOf(needle) : -1;
  return at < 0 ? said(words) : el("bdi", {}, words.slice(0, at), el("mark", {}, words.slice(at, at + needle.length)), words.slice(at + needle.length));
}

function pick(i) {
  closeHits();
  opener = $("query");
  if (!boxes.has(i) && network !== null) {
    // It may be a kind that is not shown at first; choosing it shows it.
    if (familyOf[i] !== "statement") filters.kinds.set(kindOf(i), true);
    if (!$("filters").hidden) buildFilters();
    openDetails(state.argue >= 0 && !inArgument(i) ? { node: i, argue: -1 } : { node: i }, { focus: true });
  } else openDetails({ node: i }, { focus: true });
}
const inArgument = (i) => sight.rows.some((place) => place[0] === i);

function closeHits() {
  $("hits").hidden = true;
  $("query").setAttribute("aria-expanded", "false");
}

function setActive(at) {
  const options = [...$("hits").querySelectorAll("[role=option]")];
  if (!options.length) return;
  options[active]?.setAttribute("aria-selected", "false");
  active = (at + options.length) % options.length;
  options[active].setAttribute("aria-selected", "true");
  options[active].scrollIntoView({ block: "nearest" });
  $("query").setAttribute("aria-activedescendant", options[active].id);
}

function onQueryKey(event) {
  if (event.key === "ArrowDown") { event.preventDefault(); if ($("hits").hidden) showHits(); setActive(active + 1); }
  else if (event.key === "ArrowUp") { event.preventDefault(); setActive(active - 1); }
  else if (event.key === "Enter") {
    event.preventDefault();
    const option = $(`hit${Math.max(active, 0)}`);
    if (option && !$("hits").hidden) pick(Number(option.dataset.node));
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (!$("hits").hidden) closeHits();
    else { $("query").value = ""; setQuery(""); }
  }
}

let waiting = 0;
function setQuery(words) {
  state.query = words.trim();
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => { refresh(); showHits(); }, 90);
}

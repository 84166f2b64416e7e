// What the page holds, and how words become elements. Nothing here or elsewhere writes markup: only text.

const DATA = JSON.parse(document.getElementById("data").textContent);
const NODES = DATA.nodes;
const EDGES = DATA.edges;
const MARKS = DATA.marks;
const RELATIONS = MARKS.relations;
const STANCES = MARKS.stances;
const VERDICTS = MARKS.verdicts;
const CHAINS = new Set(["carrier", "basis"]);

const byIri = new Map(NODES.map((node, index) => [node.id, index]));
const edgeByIri = new Map();
const edgesOf = NODES.map(() => []);
EDGES.forEach((edge, index) => {
  edge.a = byIri.get(edge.from);
  edge.b = byIri.get(edge.to);
  edgesOf[edge.a].push(index);
  if (edge.b !== edge.a) edgesOf[edge.b].push(index);
  if (typeof edge.facts.iri === "string") edgeByIri.set(edge.facts.iri, index);
});

const own = (table, key) => (Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined);
const kindOf = (i) => String(NODES[i].facts.kind ?? "");
const nodeMark = (kind) =>
  own(MARKS.nodes, kind) ?? { word: kind || "thing", plural: kind || "other things", shape: "cut", family: "thing" };
const lineMark = (kind) =>
  own(STANCES, kind) ?? own(RELATIONS, kind) ?? own(VERDICTS, kind) ?? own(MARKS.links, kind) ??
  { word: kind, inverse: kind, sign: "", colour: "line", dash: [], arrow: "to", explains: "" };
const familyOf = NODES.map((_, i) => nodeMark(kindOf(i)).family);
const isVerdict = (edge) => own(VERDICTS, edge.kind) !== undefined;
const isRelation = (edge) => own(RELATIONS, edge.kind) !== undefined || isVerdict(edge);
const isDerived = (edge) => edge.facts.origin === "derived";
const isStance = (edge) => own(STANCES, edge.kind) !== undefined;

const list = (value) => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Words in the language chosen, else English, else the first there is: [words, language code or ""]. */
function inLanguage(value, language = state.language) {
  if (!isMap(value)) return [typeof value === "string" ? value : value === undefined ? "" : String(value), ""];
  for (const code of [language, "en", ...Object.keys(value).sort()]) {
    const words = own(value, code);
    if (typeof words === "string" && words.trim()) return [words, code];
  }
  return ["", ""];
}

const tongue = (code) => (code && code !== "und" ? code : null);

/** The short name of a node, and its language. A claim is named by its text. */
function nameOf(i) {
  const node = NODES[i];
  if (familyOf[i] === "claim") {
    const [words, code] = inLanguage(node.facts.text);
    if (words) return [words, code];
  }
  return [node.label || node.id, ""];
}
const nameWords = (i) => nameOf(i)[0];

const speakerOf = (i) => {
  const speaker = byIri.get(NODES[i].facts.speaker);
  return speaker === undefined ? "" : nameWords(speaker);
};
const claimOf = (i) => byIri.get(NODES[i].facts.claim);
/** The stance as it was said, with its likelihood: whoever affirms that a thing is unlikely has the sign of a denial. */
const stanceWord = (i) => {
  const facts = NODES[i].facts;
  const word = lineMark(String(facts.said ?? facts.stance ?? "")).word;
  return typeof facts.likelihood === "string" && facts.likelihood ? `${word} (${facts.likelihood.replace(/-/g, " ")})` : word;
};
const shorten = (words, most) => (words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words);

/** One sentence that names a node wherever nothing else says what it is. */
function sentence(i) {
  if (familyOf[i] !== "statement") return shorten(nameWords(i), 240);
  const claim = claimOf(i);
  const who = speakerOf(i) || "Unknown speaker";
  return claim === undefined
    ? shorten(nameWords(i), 240)
    : `${shorten(who, 80)} ${shorten(stanceWord(i), 60)}: ${shorten(nameWords(claim), 200)}`;
}

/** An element from text alone. `props` are DOM properties or, after "@", attributes; children are nodes or strings. */
function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("@")) element.setAttribute(key.slice(1), value === true ? "" : String(value));
    else if (key === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else element[key] = value;
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/** No text is so long that the panel could not be opened; what is cut says how much. */
const MOST_SHOWN = 6000;
function readable(words) {
  if (words.length <= MOST_SHOWN) return words;
  return `${words.slice(0, MOST_SHOWN)}… (${(words.length - MOST_SHOWN).toLocaleString("en")} more characters are in the data)`;
}

/** Words from the data: direction found from the words themselves, kept apart from what stands around them. */
const said = (words, language = "") => el("bdi", { "@lang": tongue(language) }, readable(words));

const sign = (kind) => {
  const mark = lineMark(kind);
  return mark.sign ? el("span", { className: `sign ${mark.colour}`, "@aria-hidden": "true" }, mark.sign) : null;
};

/** A link outwards only if it is http or https; anything else stays text. */
function outward(url) {
  let parsed = null;
  try {
    parsed = new URL(String(url));
  } catch {
    parsed = null;
  }
  if (parsed === null || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return said(String(url));
  return el("a", { href: parsed.href, target: "_blank", rel: "noopener noreferrer" }, said(String(url)));
}

const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const $ = (id) => document.getElementById(id);

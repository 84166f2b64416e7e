// The tables stand in the page itself; here their rows are sorted, filtered and made to open the panel.

const tableParts = [...document.querySelectorAll("#tables .table")].map((box) => ({
  box, body: box.querySelector("tbody"), rows: [...box.querySelectorAll("tbody tr")], count: box.querySelector("[data-count]"),
  column: -1, down: false,
}));

function buildTables() {
  for (const part of tableParts) {
    part.box.querySelectorAll("th").forEach((th, column) => {
      const name = th.textContent;
      const arrow = el("span", { className: "dir", "@aria-hidden": "true" }, "");
      th.replaceChildren(el("button", { type: "button", on: { click: () => sortRows(part, column) } }, name, " ", arrow));
    });
  }
  $("tables").addEventListener("click", (event) => {
    const anchor = event.target instanceof Element ? event.target.closest("a") : null;
    const bare = anchor && /^#([ne])(\d+)$/.exec(anchor.getAttribute("href") ?? "");
    if (bare) follow(event, bare[1] === "n" ? { node: Number(bare[2]) } : { edge: Number(bare[2]) });
  });
  $("tables").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const tr = event.target instanceof Element ? event.target.closest("tbody tr") : null;
    if (!tr) return;
    const open = tableParts.flatMap((part) => [...part.body.rows]).filter((other) => !other.hidden);
    const next = open[open.indexOf(tr) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.querySelector("a")?.focus(); }
  });
}

const cellOrder = (tr, column) => {
  const cell = tr.cells[column];
  return cell.dataset.order ?? cell.textContent.trim();
};

function sortRows(part, column) {
  part.down = part.column === column ? !part.down : false;
  part.column = column;
  const sign = part.down ? -1 : 1;
  const compare = new Intl.Collator(state.language, { numeric: true }).compare;
  const keyed = part.rows.map((tr, at) => [cellOrder(tr, column), at, tr]);
  // What is not known ("~") stands last, whichever way the rest is turned.
  keyed.sort((p, q) => (p[0] === "~") - (q[0] === "~") || sign * compare(p[0], q[0]) || p[1] - q[1]);
  part.body.append(...keyed.map(([, , tr]) => tr));
  part.box.querySelectorAll("th").forEach((th, at) => {
    if (at === column) th.setAttribute("aria-sort", part.down ? "descending" : "ascending");
    else th.removeAttribute("aria-sort");
    th.querySelector(".dir").textContent = at === column ? (part.down ? "▾" : "▴") : "";
  });
  announce(`Sorted by ${part.box.querySelectorAll("th")[column].querySelector("button").firstChild.textContent}, ${part.down ? "descending" : "ascending"}`);
}

function showRows() {
  for (const part of tableParts) {
    let open = 0;
    for (const tr of part.rows) {
      tr.hidden = !rowShown(tr.id, sight, hits);
      if (tr.hidden) continue;
      open += 1;
      if (tr.id[0] === "n") {
        const i = Number(tr.id.slice(1));
        tellFallen(tr, hasFallen(i));
        tr.classList.toggle("faint", perhapsPublic(i));
        if (familyOf[i] === "claim") tellStanding(tr, i);
      }
    }
    const all = part.rows.length;
    part.count.textContent = open === all ? all.toLocaleString("en") : `${open.toLocaleString("en")} of ${all.toLocaleString("en")}`;
  }
  chooseRow();
}

/** A line through words is not heard: what falls says so as well. */
function tellFallen(tr, falls) {
  if (tr.classList.contains("fallen") === falls) return;
  tr.classList.toggle("fallen", falls);
  if (falls) tr.cells[0].querySelector(".cell").append(el("span", { className: "falls-word" }, " falls"));
  else tr.querySelector(".falls-word")?.remove();
}

/** The standing's cell follows the day and the what-if; it is rewritten only where it changed. */
const standingsTold = new Set();
function tellStanding(tr, claim) {
  if (state.day < 0 && state.fall < 0 && !standingsTold.has(claim)) return; // as written into the page
  standingsTold.add(claim);
  tr.classList.toggle("turned", changesStanding(claim));
  const cell = tr.querySelector("[data-role=standing] .cell");
  const told = standingWords(claim);
  if (!cell || (cell.dataset.told ?? latestStanding(claim)) === told) return;
  cell.dataset.told = told;
  cell.replaceChildren(...[standingParts(claim)].flat(Infinity).filter(Boolean));
}

let chosenRow = null;
function chooseRow() {
  chosenRow?.classList.remove("chosen");
  chosenRow = $(state.node >= 0 ? `n${state.node}` : state.edge >= 0 ? `e${state.edge}` : "none");
  chosenRow?.classList.add("chosen");
}

/** Claims in the tables follow the language chosen. */
function translateTables() {
  for (const anchor of document.querySelectorAll("#tables td a")) {
    const bare = /^#n(\d+)$/.exec(anchor.getAttribute("href") ?? "");
    if (!bare || familyOf[Number(bare[1])] !== "claim") continue;
    const [found, code] = nameOf(Number(bare[1]));
    anchor.textContent = shorten(found, 420);
    anchor.parentElement.lang = code;
  }
}

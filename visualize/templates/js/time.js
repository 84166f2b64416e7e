// As of a day: what was public by then, and where claims stood. The days were computed beforehand; here they are played back.

const DAYS = list(DATA.days);
const PERHAPS = new Set(list(DATA.perhaps));
const asOf = { day: -2, public: new Set(), standing: new Map() };

/** Play the changes back up to the day chosen. */
function readDay() {
  if (asOf.day === state.day) return;
  asOf.day = state.day;
  asOf.public = new Set();
  asOf.standing = new Map();
  for (let at = 0; at <= state.day; at += 1) {
    const day = DAYS[at];
    for (const i of day.in) asOf.public.add(i);
    for (const i of day.out) asOf.public.delete(i);
    for (const [claim, code] of day.standing) {
      if (code < 0) asOf.standing.delete(claim);
      else asOf.standing.set(claim, STANDING_NAMES[code]);
    }
  }
}

const timed = (i) => familyOf[i] === "statement" || familyOf[i] === "source";
/** Whether an item was not public by the day chosen. */
const notYet = (i) => state.day >= 0 && timed(i) && !asOf.public.has(i) && !(PERHAPS.has(i) && filters.perhaps);
/** Whether nobody can say if it was public by then. */
const perhapsPublic = (i) => state.day >= 0 && PERHAPS.has(i) && !asOf.public.has(i);

/** The last day on which anything changed, on or before the one in a link. */
function dayAt(words) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(words) || !DAYS.length) return -1;
  let found = -1;
  DAYS.forEach((day, at) => { if (day.day <= words) found = at; });
  return Math.max(0, found);
}

function dayWords(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function dayTold() {
  if (state.day < 0) return "Latest: everything on record";
  const statements = [...asOf.public].filter((i) => familyOf[i] === "statement").length;
  return `As of ${dayWords(DAYS[state.day].day)}: ${plural(statements, "statement", "statements")} public`;
}

const PLAY = "▶\uFE0E"; // as a sign, not as a coloured picture
let playing = 0;
function stopPlaying() {
  window.clearInterval(playing);
  playing = 0;
  const button = $("play");
  if (button) { button.textContent = PLAY; button.setAttribute("aria-label", "Play the days one by one"); }
}

/** Move to a day without a new step in the browser's history: a hundred stops would bury the way back. */
function goDay(day, { spoken = false } = {}) {
  const at = day >= DAYS.length || day < 0 ? -1 : day;
  if (at === state.day) return;
  const undone = at >= 0 && state.fall >= 0;
  go({ day: at, fall: undone ? -1 : state.fall }, { replace: true });
  if (undone) announce(`The what-if is undone. ${dayTold()}`);
  else if (spoken) announce(dayTold());
}

function buildTime() {
  const bar = $("time");
  if (!bar || !DAYS.length) return;
  const range = el("input", { type: "range", id: "day", min: 0, max: DAYS.length, step: 1, value: DAYS.length, "@aria-label": "Day",
    on: { input: () => { stopPlaying(); goDay(Number(range.value)); } } });
  const bars = el("canvas", { id: "day-bars", "@aria-hidden": "true" });
  bars.paint = () => paintDays(bars);
  const step = (by) => { stopPlaying(); goDay(Math.max(0, Math.min(DAYS.length, (state.day < 0 ? DAYS.length : state.day) + by)), { spoken: true }); };
  const toggle = el("input", { type: "checkbox", checked: filters.perhaps, id: "perhaps", on: { change: () => { filters.perhaps = toggle.checked; refresh(); showTime(); } } });
  const unknown = PERHAPS.size
    ? el("details", { className: "perhaps", id: "perhaps-box" }, el("summary", {}, `${plural(PERHAPS.size, "item", "items")} perhaps public`),
      el("div", { className: "sheet" },
        el("p", {}, "Nobody can say from which day these were public. As of a day they are shown faded, and no standing counts them before it is known."),
        el("label", {}, toggle, "show them, faded"),
        el("ul", {}, [...PERHAPS].slice(0, 200).map((i) => el("li", {}, link(i, shorten(sentence(i), 140)))),
          PERHAPS.size > 200 ? el("li", {}, `and ${plural(PERHAPS.size - 200, "more", "more")}; the tables have them all`) : null)))
    : null;
  bar.replaceChildren(
    el("div", { className: "steps" },
      el("button", { type: "button", id: "play", "@aria-label": "Play the days one by one", on: { click: play } }, PLAY),
      el("button", { type: "button", id: "day-back", "@aria-label": "The day before", on: { click: () => step(-1) } }, "‹"),
      el("button", { type: "button", id: "day-on", "@aria-label": "The next day", on: { click: () => step(1) } }, "›")),
    el("div", { className: "rail" }, bars, range),
    el("output", { id: "day-told", "@for": "day" }),
    el("button", { type: "button", id: "latest", on: { click: () => { stopPlaying(); goDay(-1, { spoken: true }); } } }, "To latest"),
    ...(unknown ? [unknown] : []));
  new ResizeObserver(() => bars.paint()).observe(bars);
  showTime();
}

/** The two lists that hang from the strips close when something else is pressed, and with Escape. */
function closeLists(except = null) {
  let closed = false;
  for (const box of document.querySelectorAll("#time details[open], #whatif details[open]")) {
    if (except instanceof Node && box.contains(except)) continue;
    if (box.contains(document.activeElement)) box.querySelector("summary").focus();
    box.open = false;
    closed = true;
  }
  return closed;
}

function play() {
  if (playing) { stopPlaying(); announce("Paused"); return; }
  goDay(0);
  const button = $("play");
  button.textContent = "❚❚";
  button.setAttribute("aria-label", "Pause");
  announce(dayTold());
  playing = window.setInterval(() => {
    if (state.day < 0) { stopPlaying(); return; }
    goDay(state.day + 1, { spoken: true });
    if (state.day < 0) stopPlaying();
  }, 1400);
}

/** How much each day brought, as bars behind the slider. */
function paintDays(canvas) {
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const [wide, tall] = [canvas.clientWidth, canvas.clientHeight];
  if (!wide) return;
  canvas.width = wide * ratio;
  canvas.height = tall * ratio;
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const most = Math.max(1, ...DAYS.map((day) => day.in.length));
  const pad = 8; // half of the slider's thumb
  const gap = (wide - 2 * pad) / DAYS.length;
  const stop = state.day < 0 ? DAYS.length : state.day;
  DAYS.forEach((day, at) => {
    const high = Math.max(1.5, (tall - 9) * Math.sqrt(day.in.length / most));
    ctx.fillStyle = at <= stop ? colour.pro : colour.rule;
    const broad = Math.max(1, Math.min(5, gap - 1));
    ctx.fillRect(pad + at * gap - broad / 2, tall - 8 - high, broad, high);
    if (day.standing.length) { // where a standing changed there is a notch beneath the line
      ctx.fillStyle = at <= stop ? colour.ink : colour.line;
      ctx.fillRect(pad + at * gap - broad / 2, tall - 5, broad, 3);
    }
  });
}

function showTime() {
  document.documentElement.classList.toggle("as-of", state.day >= 0);
  document.documentElement.classList.toggle("not-latest", !atLatest());
  if (!DAYS.length || !$("day")) return;
  const stop = state.day < 0 ? DAYS.length : state.day;
  $("day").value = String(stop);
  $("day").setAttribute("aria-valuetext", dayTold());
  $("day-told").replaceChildren(...(state.day < 0
    ? [el("strong", {}, "Latest"), el("span", { className: "silent" }, ` · ${dayWords(DAYS[0].day)} to ${dayWords(DAYS[DAYS.length - 1].day)}`)]
    : [el("strong", {}, `As of ${dayWords(DAYS[state.day].day)}`), el("span", { className: "silent" }, ` · ${dayTold().split(": ")[1]}`)]));
  $("latest").disabled = state.day < 0;
  $("day-back").disabled = stop === 0;
  $("day-on").disabled = state.day < 0;
  if ($("perhaps")) $("perhaps").checked = filters.perhaps;
  $("day-bars").paint();
}

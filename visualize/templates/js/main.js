// The page starts.

function showView() {
  const graph = state.view === "graph";
  $("picture").hidden = !graph;
  $("tables").hidden = graph;
  $("view-graph").setAttribute("aria-pressed", String(graph));
  $("view-table").setAttribute("aria-pressed", String(!graph));
}

// The legend makes room where a panel leaves it too little; whoever opens it by hand keeps it.
let legendWanted = null;
function showLegend() {
  const room = $("stage").clientWidth - ($("panel").hidden ? 0 : $("panel").offsetWidth);
  $("legend").open = legendWanted ?? room > 980;
}

function repaint() {
  readTheme();
  wrapped.clear();
  for (const canvas of document.querySelectorAll("canvas")) canvas.paint?.();
  network?.redraw();
}

function onChosen(before) {
  showView();
  showTime();
  showFall();
  showPanel();
  showLegend();
  const arguedElsewhere = before.argue !== state.argue || before.steps !== state.steps || sight === null || drawnMode === "";
  if (before.fall !== state.fall) closeLists();
  const turned = before.day !== state.day || before.fall !== state.fall;
  if (turned || arguedElsewhere || before.node !== state.node || before.edge !== state.edge || before.view !== state.view) refresh();
  if ((arguedElsewhere || turned) && !$("filters").hidden) buildFilters();
  const panelMoved = (before.node >= 0 || before.edge >= 0) !== (state.node >= 0 || state.edge >= 0);
  if (state.view === "graph" && network) {
    if (sight.mode.name !== "whole" && autoFit && panelMoved && !arguedElsewhere) fit();
    else if (state.node >= 0 && (!arguedElsewhere || sight.mode.name === "whole")) reveal(state.node);
  }
  if (state.view === "table" && chosenRow) chosenRow.scrollIntoView({ block: "nearest" });
  if (state.node >= 0 && state.node !== before.node) announce(`Details: ${nodeMark(kindOf(state.node)).word}: ${sentence(state.node)}`);
  else if (state.edge >= 0 && state.edge !== before.edge) announce(`Details: relation ${lineMark(EDGES[state.edge].kind).word}`);
  else if (before.node >= 0 && state.node < 0 && state.edge < 0 && !turned) announce("Details closed");
  document.title = state.node >= 0 ? `${shorten(sentence(state.node), 80)} — ${DATA.title}` : DATA.title;
}

function start() {
  readTheme();
  setTheme(isDark());
  if (DATA.languages.length > 1) {
    $("language-box").hidden = false;
    $("language").append(...DATA.languages.map((code) => el("option", { value: code, selected: code === state.language }, languageName(code))));
    $("language").addEventListener("change", () => {
      state.language = $("language").value;
      searchText = null;
      translateTables();
      buildTime();
      showFall();
      showPanel();
      refresh();
      announce(`Claims in ${languageName(state.language)}`);
    });
  }
  $("theme").addEventListener("click", () => { setTheme(!isDark(), { keep: true }); repaint(); });
  $("open-filters").addEventListener("click", () => { openFilters($("filters").hidden); showLegend(); });
  $("view-graph").addEventListener("click", () => go({ view: "graph" }));
  $("view-table").addEventListener("click", () => go({ view: "table" }));
  $("zoom-in").addEventListener("click", () => zoom(1.25));
  $("zoom-out").addEventListener("click", () => zoom(0.8));
  $("fit").addEventListener("click", () => { autoFit = true; fit(); });
  $("save").addEventListener("click", savePicture);
  $("reset").addEventListener("click", () => {
    clearFilters();
    $("query").value = "";
    state.query = "";
    closeHits();
    if (!$("filters").hidden) buildFilters();
    stopPlaying();
    go({ node: -1, argue: -1, steps: FIRST_STEPS, view: "graph", day: -1, fall: -1 });
    refresh({ refit: true });
    announce("Whole graph, no filter");
  });
  $("query").addEventListener("input", () => setQuery($("query").value));
  $("query").addEventListener("keydown", onQueryKey);
  $("query").addEventListener("blur", closeHits);
  $("query").addEventListener("focus", () => { if (state.query && hits) showHits(); });
  $("stage").addEventListener("keydown", onStageKey);
  $("stage").addEventListener("focus", () => network?.redraw());
  $("stage").addEventListener("blur", () => network?.redraw());
  $("legend").querySelector("summary").addEventListener("click", () => {
    legendWanted = !$("legend").open;
    window.setTimeout(() => { if (autoFit) fit(); }, 0);
  });
  document.addEventListener("keydown", onPageKey);
  document.addEventListener("pointerdown", (event) => closeLists(event.target));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    go({ view: "table" });
    $("tables").focus();
  });
  window.addEventListener("hashchange", fromAddress);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
    setTheme(event.matches);
    repaint();
  });
  window.addEventListener("beforeprint", () => {
    LEGIBLE_TEXT = 1;
    $("picture").hidden = false;
    $("tables").hidden = false;
    network?.redraw();
  });
  window.addEventListener("afterprint", () => {
    LEGIBLE_TEXT = 4.2;
    showView();
    if (autoFit) fit({ animate: false });
  });
  buildTables();
  buildLegend();
  buildTime();
  if (NODES.length) buildPicture();
  onChange(onChosen);
  fromAddress();
  document.documentElement.dataset.ready = "yes";
}

function languageName(code) {
  try {
    return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

try {
  start();
} catch (error) {
  // Whatever went wrong, the tables are there to be read, as without a script.
  document.documentElement.classList.remove("js");
  throw error;
}

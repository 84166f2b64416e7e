"""Dossiers for property tests: valid, small, with every field there is, and as hostile as a valid dossier can be.

``from tests.strategies import dossiers`` gives a Hypothesis strategy. What it draws has passed the models' own checks,
references included. Foreign references are written ``other:kind/slug``, the one way in which every room writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from claimgraph.ontology import taxonomies, vocabulary
from claimgraph.ontology.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import StrEnum

    from hypothesis.strategies import DrawFn, SearchStrategy

Draw = Any
"""A plain value, as a dossier writes it."""

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><!--",
    "\"'`",
    'it\'s "so": {a, [b]} # not a comment',
    "- a\n- b\n\n  c ",
    "key: value",
    "0101",
    "NO",
    "null",
    "~",
    "2023-07-04",
    "1.50",
    "1e3",
    "<<",
    "!!python/object:os.system",
    "&anchor *alias",
    "%YAML 1.1",
    "---",
    "...",
    "@at `tick",
    "back\\slash \\u0041 \\N{DASH}",
    " spaces at both ends ",
    "tab\there",
    "line one\r\nline two\rline three\n",
    "« l’été »",
    "\u202ereversed\u202c",
    "e\u0301\u0327 combining",
    "👩‍👩‍👧 🇫🇷",
    "zero\u200bwidth\ufeff",
    "next\u0085line\u2028separator\u2029paragraph",
    "c1 \u009b31m",
    "#",
    "?",
    ": ",
    "]]>&amp;&#0;",
    '"""^^<x>@en .',
    "' OR 1=1 } UNION { ?s ?p ?o",
    "$(id) `id` ;|&",
    "a" * 300,
    "word " * 60 + "end",
)
"""Words that some format, page or shell could take for more than words; all of them valid in a dossier."""

IRIS = (
    "https://example.org/a",
    "https://example.org/b?c=d&e=%20#f",
    "https://example.org/é/漢",
    "urn:isbn:9780000000000",
    "mailto:a@example.org",
)
DATES = ("2023", "2023-07", "2023-07-04", "2024-02-29", "1999-12?", "0001~", "2023-07-04%")
PERIODS = (*DATES, "2022-02/..", "../2023", "2022-02/", "/2023-01-01", "2022/2023-07-04?")
LANGUAGES = ("de", "en", "fr", "no", "pt-br", "und")
COUNTRIES = ("CN", "FR", "GB-ENG", "NO", "RU", "UA", "US", "YE")
HS = ("01", "0101", "6211", "8806", "88062210", "8710000000")
AGENTS = ("state", "firm", "public-body", "outlet", "person", "group")
KINDS = (*AGENTS, "product", "place", "action")
ROLES = {
    "agent": "entity",
    "somewhere": "entity",
    "anything": "entity",
    "good": "entity",
    "doing": "entity",
    "evidence": "source",
    "report": "source",
}
"""What may stand in a field, where not every item of its section may."""
FOREIGN = "elsewhere"
FAR = "far"

_RESERVED = {*taxonomies.actions().concepts, *taxonomies.products().concepts, FOREIGN, FAR}
_UNHOLDABLE = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x7f\ufffe\uffff" + "".join(
    map(chr, range(0x0E, 0x20))
)
_letters = st.characters(exclude_categories=["Cs"], exclude_characters=_UNHOLDABLE)

words: SearchStrategy[str] = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(_letters, min_size=1, max_size=20).filter(lambda text: bool(text.strip())),
)
"""Any text that a dossier may hold."""

slugs: SearchStrategy[str] = st.one_of(
    st.sampled_from(["no", "yes", "null", "0101", "2023", "1e3", "true", "on", "a-1", "x" * 80]),
    st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True),
).filter(lambda slug: slug not in _RESERVED and not slug.startswith(("r-", "x-")))
"""Any slug that is no concept of a taxonomy and no name made from content."""

texts: SearchStrategy[Draw] = st.one_of(
    words, st.dictionaries(st.sampled_from(LANGUAGES), words, min_size=1, max_size=3)
)
"""Words in one or more languages."""

numbers: SearchStrategy[str] = st.decimals(
    min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=3
).map(lambda number: format(number, "f"))
bounded = st.integers(0, 10**6)


def _lei(letters: str) -> str:
    digits = int("".join(str(int(char, 36)) for char in letters) + "00")
    return f"{letters}{98 - digits % 97:02d}"


leis: SearchStrategy[str] = st.text("0123456789ABCXYZ", min_size=17, max_size=17)
"""The beginning of a LEI; one more character and the check digits make it whole."""


def enum(kind: type[StrEnum]) -> SearchStrategy[str]:
    """Any value of a closed list."""
    return st.sampled_from([member.value for member in kind])


class _Drawing:
    """Draws the parts of one dossier; it knows which slugs there are."""

    def __init__(self, draw: DrawFn, held: dict[str, list[str]]) -> None:
        self.draw = draw
        self.held = held

    def maybe(self, item: dict[str, Draw], key: str, strategy: SearchStrategy[Draw]) -> None:
        """Give the item this key, or do not."""
        if self.draw(st.booleans()):
            item[key] = self.draw(strategy)

    def refs(self, *kinds: str) -> SearchStrategy[str]:
        """A reference to one of these kinds: in this dossier, in another, or by a whole IRI."""
        local = [slug for kind in kinds for slug in self.held.get(kind, [])]
        kinds_abroad = [ROLES.get(kind, kind) for kind in kinds if kind in self.held]
        concepts = {
            "product": ["drones", "helmets", "body-armour"],
            "action": ["delivers", "imports", "orders"],
        }
        taxonomy = [slug for kind in kinds for slug in concepts.get(kind, [])]
        abroad = [f"{dossier}:{kind}/x-1" for dossier in (FOREIGN, FAR) for kind in kinds_abroad]
        strategies = [st.sampled_from(pool) for pool in (local, taxonomy, abroad, IRIS[:2]) if pool]
        return st.one_of(strategies)

    def some(self, *kinds: str) -> SearchStrategy[list[str]]:
        """One to three references."""
        return st.lists(self.refs(*kinds), min_size=1, max_size=3)

    def bases(self) -> SearchStrategy[Draw]:
        """What something rests on: alternatives, and groups that hold only together."""
        group = st.lists(self.refs("source", "statement"), min_size=2, max_size=3, unique=True).map(
            lambda all_: {"all": all_}
        )
        return st.lists(st.one_of(self.refs("source", "statement"), group), min_size=1, max_size=3)

    def carried(self, item: dict[str, Draw]) -> None:
        """The paths by which it reached us."""
        if self.draw(st.booleans()):
            item["in"] = self.draw(self.refs("source"))
            self.maybe(item, "via", st.lists(self.refs("source", "statement"), min_size=1, max_size=3))
            path = st.fixed_dictionaries(
                {"in": self.refs("source")}, optional={"via": self.some("source", "statement")}
            )
            self.maybe(item, "also", st.lists(path, min_size=1, max_size=2))

    def entity(self, index: int, kind: str) -> dict[str, Draw]:
        """An entity of a kind."""
        item: dict[str, Draw] = {"kind": kind, "name": self.draw(texts)}
        for key, strategy in (
            ("aliases", st.lists(words, min_size=1, max_size=3)),
            ("printed", st.lists(words, min_size=1, max_size=3)),
            ("note", texts),
            ("iso3166", st.just(COUNTRIES[index])),
            ("wikidata", st.just(f"Q{index + 1}")),
            ("lei", leis.map(lambda begin: _lei(f"{begin}{index}"))),
            ("matches", st.lists(st.sampled_from(IRIS), min_size=1, max_size=2)),
        ):
            self.maybe(item, key, strategy)
        if item["kind"] == "product":
            self.maybe(item, "broader", self.some("product", "good"))
            self.maybe(item, "hs", st.lists(st.sampled_from(HS), min_size=1, max_size=2))
            self.maybe(item, "dual-use", st.booleans())
            self.maybe(item, "made-by", self.some("agent"))
        elif item["kind"] == "action":
            self.maybe(item, "broader", self.some("action", "doing"))
            self.maybe(item, "converse-of", self.some("action", "doing"))
        elif item["kind"] == "place":
            self.maybe(item, "part-of", self.some("somewhere"))
        else:
            for key, role in (
                ("part-of", "somewhere"),
                ("owner", "agent"),
                ("acts-for", "agent"),
                ("based-in", "somewhere"),
            ):
                self.maybe(item, key, self.some(role))
            self.maybe(item, "role", texts)
            self.maybe(item, "interested", st.booleans())
            self.maybe(item, "unnamed", st.booleans())
        return item

    def source(self, slug: str, kind: str) -> dict[str, Draw]:
        """A report or a piece of evidence."""
        item: dict[str, Draw] = {"kind": kind}
        self.carried(item)
        self.maybe(item, "title", texts)
        self.maybe(item, "url", st.sampled_from(IRIS))
        self.maybe(item, "draws-on", self.bases())
        self.maybe(item, "obtained-by", self.some("agent"))
        self.maybe(item, "obtained-how", texts)
        self.maybe(item, "reliability", enum(vocabulary.Reliability))
        self.maybe(item, "note", texts)
        dated = "published" if item["kind"] == "report" else "date"
        if self.draw(st.booleans()):
            item[dated] = self.draw(st.sampled_from(DATES))
            self.maybe(item, "date-inferred-from", texts)
        if item["kind"] == "evidence":
            item["what"] = self.draw(texts)
            return item
        self.maybe(item, "genre", texts)
        self.maybe(item, "by", self.some("agent"))
        printed = self.refs("report").filter(lambda other: other != slug)
        self.maybe(item, "reprints", st.lists(printed, min_size=1, max_size=2))
        self.maybe(item, "lang", st.sampled_from(LANGUAGES))
        self.maybe(item, "text", self.stored())
        self.maybe(item, "stand-in", self.stored())
        return item

    @staticmethod
    def stored() -> SearchStrategy[Draw]:
        """A text that is not at hand."""
        known = {"sha256": st.text("0123456789abcdef", min_size=64, max_size=64)}
        said = {
            "file": st.sampled_from(["no such file.txt", "texts/none"]),
            "lang": st.sampled_from(LANGUAGES),
            "note": texts,
        }
        return st.fixed_dictionaries(known, optional=said)

    def amount(self) -> dict[str, Draw]:
        """Bounds that do not exclude each other, with a unit or a currency."""
        bounds: dict[str, Draw] = {}
        shape = self.draw(st.sampled_from(["none", "point", "multiple", "lower", "upper", "both"]))
        low, high = sorted([self.draw(bounded), self.draw(bounded)])
        if shape == "point":
            bounds[self.draw(st.sampled_from(["exactly", "about"]))] = self.draw(numbers)
        if shape == "multiple":
            bounds["multiples-of"] = str(low + 1)
        if shape in ("lower", "both"):
            bounds[self.draw(st.sampled_from(["at-least", "more-than"]))] = str(low)
        if shape in ("upper", "both"):
            bounds[self.draw(st.sampled_from(["at-most", "less-than"]))] = f"{high}.5"
        of_what = self.draw(st.sampled_from(["nothing", "currency", "unit"]))
        if of_what != "nothing":
            bounds[of_what] = "USD" if of_what == "currency" else self.draw(words)
        return bounds

    def quantity(self, measures: Sequence[str]) -> dict[str, Draw]:
        """How much."""
        item = {"measure": self.draw(st.sampled_from(list(measures))), **self.amount()}
        item["printed"] = self.draw(st.lists(words, min_size=1, max_size=2))
        self.maybe(item, "per", words)
        self.maybe(item, "base", st.sampled_from(PERIODS))
        if self.draw(st.booleans()):
            item["restored"] = {**self.amount(), "by": self.draw(words), "why": self.draw(words)}
        return item

    def slots(self, *, change: bool = False) -> dict[str, Draw]:
        """Who does what to what."""
        item: dict[str, Draw] = {}
        wants = {
            "subject": ("anything",),
            "object": ("anything", "product", "claim"),
            "counterparty": ("anything",),
        }
        for key, kinds in wants.items():
            self.maybe(item, key, self.some(*kinds))
            if key in item:
                self.maybe(item, f"{key}-read-as", enum(vocabulary.Reading))
        self.maybe(item, "action", self.some("action", "doing"))
        self.maybe(item, "place", self.some("somewhere"))
        self.maybe(item, "period", st.sampled_from(PERIODS))
        if change or self.draw(st.booleans()):
            measures = ["change"] if change else [measure.value for measure in vocabulary.Measure]
            item["quantity"] = self.quantity(measures)
        return item

    def claim(self, slug: str) -> dict[str, Draw]:
        """A proposition."""
        form = self.draw(enum(vocabulary.Form))
        item: dict[str, Draw] = {"text": self.draw(texts), "form": form}
        slots = self.slots(change=form == "change")
        if slots:
            item["slots"] = slots
        others = self.refs("claim").filter(lambda other: other != slug)
        self.maybe(item, "exclusive-with", st.lists(others, min_size=1, max_size=2))
        self.maybe(item, "note", texts)
        return item

    def passage(self) -> dict[str, Draw]:
        """Words, their place, or both."""
        item: dict[str, Draw] = {}
        self.maybe(item, "quote", words)
        if not item or self.draw(st.booleans()):
            start = self.draw(bounded)
            item["position"] = [start, start + 1 + self.draw(bounded)]
        return item

    def statement(self) -> dict[str, Draw]:
        """One speaker, one stance, one claim."""
        item: dict[str, Draw] = {
            "speaker": self.draw(self.refs("agent")),
            "stance": self.draw(enum(vocabulary.Stance)),
            "claim": self.draw(self.refs("claim")),
        }
        self.carried(item)
        if "in" in item:
            if self.draw(st.booleans()):
                item.update(self.passage())
            if self.draw(st.booleans()):
                item["stand-in"] = self.passage()
        else:
            self.maybe(item, "quote", words)
        for key, strategy in (
            ("speech-act", enum(vocabulary.SpeechAct)),
            ("likelihood", enum(vocabulary.Likelihood)),
            ("confidence", enum(vocabulary.Confidence)),
            ("credibility", enum(vocabulary.Credibility)),
            ("based-on", self.bases()),
            ("first-hand", st.booleans()),
            ("public", st.booleans()),
            ("lang", st.sampled_from(LANGUAGES)),
            ("note", texts),
            ("date", st.sampled_from(DATES)),
        ):
            self.maybe(item, key, strategy)
        if "date" in item:
            self.maybe(item, "date-inferred-from", texts)
        return item

    def relation(self, name: str | None) -> dict[str, Draw]:
        """One thing's bearing on another; named, or not."""
        source = self.draw(self.refs("statement", "evidence"))
        kind = self.draw(enum(vocabulary.RelationKind))
        ends = ("statement", "relation") if kind == "undercuts" else ("statement",)
        item: dict[str, Draw] = {
            "from": source,
            "kind": kind,
            "to": self.draw(self.refs(*ends).filter(lambda to: to != source)),
            "strength": self.draw(enum(vocabulary.Strength)),
            "why": self.draw(texts),
        }
        if name is not None:
            item["id"] = name
        self.maybe(item, "by", words)
        self.maybe(item, "withdrawn", st.sampled_from(DATES))
        return item

    def retraction(self, name: str | None) -> dict[str, Draw]:
        """Something taken back; named, or not."""
        item: dict[str, Draw] = {
            "of": self.draw(self.refs("statement", "source")),
            "date": self.draw(st.sampled_from(DATES)),
            "why": self.draw(texts),
        }
        if name is not None:
            item["id"] = name
        self.maybe(item, "by", self.refs("agent"))
        self.maybe(item, "in", self.refs("source"))
        return item

    def rate(self) -> dict[str, Draw]:
        """What one currency was worth in another."""
        start, end = self.draw(st.permutations(["CNY", "EUR", "GBP", "USD"]))[:2]
        item: dict[str, Draw] = {
            "from": start,
            "to": end,
            "rate": format(self.draw(bounded) / 8 + 0.125, "f"),
            "date": self.draw(st.sampled_from(PERIODS)),
        }
        self.maybe(item, "source", self.refs("source"))
        self.maybe(item, "by", words)
        self.maybe(item, "note", texts)
        return item


def _verified(draw: DrawFn, item: dict[str, Draw]) -> None:
    for passage in (item, item.get("stand-in", {})):
        if "quote" in passage or "position" in passage:
            passage["verification"] = draw(enum(vocabulary.Verification))


@st.composite
def dossiers(draw: DrawFn, *, verified: bool = False) -> Dossier:
    """Any valid dossier.

    Args:
        draw: Given by Hypothesis.
        verified: Whether passages carry the outcome of a check, as in a store, or none, as in a file.
    """
    names = draw(st.lists(slugs, min_size=1, max_size=16, unique=True))
    top, *names = names
    kinds = ("entity", "source", "claim", "statement", "relation", "retraction")
    held: dict[str, list[str]] = {kind: [] for kind in kinds}
    for name in names:
        kind = draw(st.sampled_from(kinds))
        # Every second identifier must be another one, and there are only so many codes of countries here.
        held["claim" if kind == "entity" and len(held[kind]) == len(COUNTRIES) else kind].append(name)
    entities = {slug: draw(st.sampled_from(KINDS)) for slug in held["entity"]}
    sources = {slug: draw(st.sampled_from(("report", "evidence"))) for slug in held["source"]}
    held |= {
        "agent": [slug for slug, kind in entities.items() if kind in AGENTS],
        "somewhere": [slug for slug, kind in entities.items() if kind in (*AGENTS, "place")],
        "anything": [slug for slug, kind in entities.items() if kind != "action"],
        "good": [slug for slug, kind in entities.items() if kind == "product"],
        "doing": [slug for slug, kind in entities.items() if kind == "action"],
        "evidence": [slug for slug, kind in sources.items() if kind == "evidence"],
        "report": [slug for slug, kind in sources.items() if kind == "report"],
    }
    drawing = _Drawing(draw, held)
    said: dict[str, Draw] = {
        "dossier": top,
        "prefixes": {FAR: "https://far.example/d#"},
        "entities": {slug: drawing.entity(i, kind) for i, (slug, kind) in enumerate(entities.items())},
        "sources": {slug: drawing.source(slug, kind) for slug, kind in sources.items()},
        "claims": {slug: drawing.claim(slug) for slug in held["claim"]},
        "statements": {slug: drawing.statement() for slug in held["statement"]},
        "relations": [drawing.relation(slug) for slug in held["relation"]],
        "retractions": [drawing.retraction(slug) for slug in held["retraction"]],
    }
    unnamed = [drawing.relation(None) for _ in range(draw(st.integers(0, 2)))]
    named = {(each["from"], each["kind"], each["to"]) for each in said["relations"]}
    once = {(each["from"], each["kind"], each["to"]): each for each in unnamed}
    said["relations"] += [each for ends, each in once.items() if ends not in named]
    if draw(st.booleans()):
        retraction = drawing.retraction(None)
        if all(each["of"] != retraction["of"] for each in said["retractions"]):
            said["retractions"].append(retraction)
    rates = draw(st.integers(0, 2))
    said["rates"] = list({str(rate): rate for rate in (drawing.rate() for _ in range(rates))}.values())
    keys: dict[str, Callable[[], SearchStrategy[Draw]]] = {
        "title": lambda: texts,
        "author": lambda: words,
        "licence": lambda: words,
        "base": lambda: st.sampled_from(["https://example.net/d/", "https://example.net/d#"]),
        "note": lambda: texts,
        "scope": lambda: st.just(drawing.slots()),
    }
    for key, strategy in keys.items():
        if draw(st.booleans()):
            said[key] = draw(strategy())
    if said.get("scope") == {}:
        del said["scope"]
    if verified:
        for item in said["statements"].values():
            _verified(draw, item)
    return Dossier.model_validate(said)

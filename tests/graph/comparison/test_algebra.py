"""What holds of verdicts whatever is compared: symmetry, monotony, order, and that blocking loses no pair."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graph.comparison import (
    ComparedClaim,
    ComparedStatement,
    Context,
    Verdict,
    claims_entail,
    compare,
    entailments,
    meetings,
)
from claimgraph.graph.comparison.claims import REFERENCES
from claimgraph.graph.comparison.matching import SCOPE, match
from claimgraph.graph.comparison.pairs import worth_listing
from claimgraph.graph.comparison.periods import Period
from claimgraph.graph.comparison.quantities import ComparedQuantity
from claimgraph.ontology import terms
from claimgraph.ontology.derived import SLOTS, VerdictKind
from claimgraph.ontology.spelling import names_of
from claimgraph.ontology.vocabulary import Form, Stance
from tests.comparisons import BASE, CONTEXT, WORLD, changed

NAMES = names_of(WORLD).local
UNKNOWN = "https://example.org/elsewhere"
AGENTS = (
    *(NAMES[s] for s in ("china", "russia", "ministry", "state-arsenal", "private-maker", "makers", "envoy")),
    UNKNOWN,
)
PLACES = tuple(NAMES[slug] for slug in ("russia", "port", "quay", "hamlet", "france"))
GOODS = (
    *(terms.PRODUCT + s for s in ("drones", "military-equipment", "equipment", "lethal-aid", "body-armour", "food")),
    NAMES["quadcopters"], NAMES["oddments"], NAMES["makers"], UNKNOWN, f"{BASE}claim/c-0",
)  # fmt: skip
ACTIONS = (
    *(terms.ACTION + s for s in ("delivers", "imports", "gives", "approves-delivery-of", "meets", "cooperates-with")),
    NAMES["is-given"], UNKNOWN,
)  # fmt: skip
PERIODS = ("2022", "2023", "2023-05", "2022-02/..", "../2023", "2022-02/", "2022-06/2023-05")


def sets(values: tuple[str, ...], *, empty: bool = True) -> st.SearchStrategy[frozenset[str]]:
    """One or two alternatives, or none."""
    one = st.sampled_from(values).map(lambda value: frozenset({value}))
    few = st.frozensets(st.sampled_from(values), min_size=2, max_size=2)
    return st.one_of(st.just(frozenset[str]()), one, one, few) if empty else st.one_of(one, one, one, few)


@st.composite
def quantities(draw: st.DrawFn, measure: str = "") -> ComparedQuantity:
    """Amounts in few numbers, so that they meet."""
    numbers = st.sampled_from([Decimal(n) for n in (-2, 0, 1, 2, 3, 10, 100)])
    name = draw(
        st.sampled_from(
            ["exactly", "about", "at_least", "more_than", "at_most", "less_than", "multiples_of", ""]
        )
    )
    return ComparedQuantity(
        measure=measure or draw(st.sampled_from(["count", "count", "value"])),
        bounds=((name, draw(numbers)),) if name else (),
        unit=draw(st.sampled_from(["", "", "kg", "tonnes", "vests"])),
        currency="",
        per=draw(st.sampled_from(["", "", "month", "year"])),
        words=() if name else draw(st.sampled_from([("masses",), ("many",)])),
    )


@st.composite
def claims(draw: st.DrawFn, forms: tuple[Form, ...] = tuple(Form)) -> ComparedClaim:
    """Claims over a small world, of every form."""
    form = draw(st.sampled_from(forms))
    quantity = draw(st.none() | quantities()) if form is not Form.CHANGE else draw(quantities("change"))
    readings = draw(st.sampled_from([(), (), (("subject", "country"),), (("counterparty", "government"),)]))
    period = draw(st.none() | st.sampled_from(PERIODS))
    return ComparedClaim(
        iri=f"{BASE}claim/c-{draw(st.integers(0, 40))}",
        form=form,
        subject=draw(sets(AGENTS)),
        action=draw(sets(ACTIONS, empty=False)),
        object=draw(sets(GOODS)),
        counterparty=draw(sets(AGENTS)),
        place=draw(sets(PLACES)),
        readings=readings,
        period=None if period is None else Period.of(period),
        quantity=quantity,
        assumed=draw(st.sampled_from([frozenset[str](), frozenset({"period"})]))
        if period
        else frozenset[str](),
    )


@st.composite
def families(draw: st.DrawFn, forms: tuple[Form, ...] = tuple(Form)) -> list[ComparedClaim]:
    """Claims that differ from one another in few slots, so that they have much to say to each other."""
    held = [changed(draw(claims(forms)), iri=f"{BASE}claim/f-0")]
    for number in range(1, draw(st.integers(3, 6))):
        fresh = draw(claims((held[0].form,)))
        taken = draw(st.sets(st.sampled_from([*REFERENCES, "period", "quantity", "readings"]), max_size=2))
        other = {slot: getattr(fresh, slot) for slot in taken}
        held.append(changed(draw(st.sampled_from(held)), iri=f"{BASE}claim/f-{number}", **other))
    return held


@st.composite
def statements(draw: st.DrawFn, *stances: Stance, dated: bool = True) -> ComparedStatement:
    """Statements in these stances, in any if none is given."""
    made = (
        draw(st.sampled_from([(None, None), (738000, 738000), (738500, 738700)])) if dated else (None, None)
    )
    return ComparedStatement(
        iri=f"{BASE}statement/s-{draw(st.integers(0, 10**6))}",
        claim=draw(claims()),
        stance=draw(st.sampled_from(stances or tuple(Stance))),
        hedged=draw(st.booleans()),
        made_from=made[0],
        made_to=made[1],
    )


@settings(max_examples=60, deadline=None)
@given(statements(), statements())
def test_it_is_total_and_the_same_from_either_end(a: ComparedStatement, b: ComparedStatement) -> None:
    """It never raises, gives one verdict in either order, and that verdict survives being written."""
    found = compare(a, b, CONTEXT)
    assert found == compare(b, a, CONTEXT)
    assert {found.start, found.end} == {a.iri, b.iri}
    assert found.slot in ("", *SLOTS)
    assert Verdict.from_json(found.to_json()) == found
    assert ComparedClaim.from_json(a.claim.to_json()) == a.claim


@settings(max_examples=30, deadline=None)
@given(statements(Stance.NO_EVIDENCE, Stance.QUESTIONS), statements())
def test_a_non_observation_never_contradicts(a: ComparedStatement, b: ComparedStatement) -> None:
    """Neither does a question, nor is either in tension with anything or in support of it."""
    kind = compare(a, b, CONTEXT).kind
    assert kind in (VerdictKind.NONE, VerdictKind.QUALIFIES, VerdictKind.UNDETERMINED)


@settings(max_examples=40, deadline=None)
@given(statements(Stance.AFFIRMS, Stance.DENIES), statements(Stance.AFFIRMS, Stance.DENIES))
def test_disjoint_scopes_never_contradict(a: ComparedStatement, b: ComparedStatement) -> None:
    """Where a slot of the scope is disjoint in every reading, nothing is contradicted, strained or supported."""
    if a.claim.iri == b.claim.iri:
        return
    readings = match(a.claim, b.claim, CONTEXT, a.when, b.when)
    if all(any(each.fits[slot].disjoint for slot in SCOPE) for each in readings):
        assert compare(a, b, CONTEXT).kind is VerdictKind.NONE


NARROWER = {
    "subject": [(NAMES["china"], NAMES["ministry"]), (NAMES["ministry"], NAMES["state-arsenal"])],
    "object": [
        (terms.PRODUCT + "military-equipment", terms.PRODUCT + "lethal-aid"),
        (terms.PRODUCT + "equipment", terms.PRODUCT + "drones"),
        (terms.PRODUCT + "drones", NAMES["quadcopters"]),
    ],
    "action": [(terms.ACTION + "delivers", terms.ACTION + "gives")],
    "place": [(NAMES["russia"], NAMES["port"]), (NAMES["port"], NAMES["quay"])],
}


@settings(max_examples=30, deadline=None)
@given(statements(Stance.AFFIRMS, dated=False), st.sampled_from(sorted(NARROWER)), st.data())
def test_contradiction_survives_narrowing_what_is_affirmed(
    a: ComparedStatement, slot: str, data: st.DataObject
) -> None:
    """Who denies the wider claim denies whatever is within it; and widening the denial loses nothing."""
    wide, narrow = data.draw(st.sampled_from(NARROWER[slot]))
    free = changed(a.claim, form=Form.EVENT, readings=(), **{slot: frozenset({wide})})
    free = changed(free, action=free.action if slot == "action" else frozenset({terms.ACTION + "delivers"}))
    if free.opaque:
        return
    told = a.on(free)
    denied = ComparedStatement(f"{BASE}statement/d", changed(free, iri=f"{BASE}claim/d"), Stance.DENIES)
    if compare(told, denied, CONTEXT).kind is not VerdictKind.CONTRADICTS:
        return
    narrowed = told.on(changed(free, **{slot: frozenset({narrow})}))
    assert compare(narrowed, denied, CONTEXT).kind is VerdictKind.CONTRADICTS
    for other in SLOTS:
        empty = None if other in ("period", "quantity") else frozenset[str]()
        widened = denied.on(changed(denied.claim, **{other: empty}))
        if not widened.claim.opaque:
            assert compare(narrowed, widened, CONTEXT).kind is VerdictKind.CONTRADICTS


@settings(max_examples=30, deadline=None)
@given(claims())
def test_entailment_is_reflexive(one: ComparedClaim) -> None:
    """A claim entails itself, and a claim of another name that says the same, unless that is not comparable."""
    assert claims_entail(one, one, CONTEXT) is True
    twin = changed(one, iri=f"{BASE}claim/twin")
    known = one.period is None or (
        one.period.start is not None and (one.period.ongoing or one.period.end is not None)
    )
    mixed = one.form is Form.TOTAL and one.quantity is not None and one.quantity.per and not known
    if not one.opaque and known and not mixed:
        assert claims_entail(one, twin, CONTEXT) is True


@settings(max_examples=30, deadline=None)
@given(families((Form.EVENT, Form.TOTAL)))
def test_entailment_is_transitive_and_found_without_comparing_all(held: list[ComparedClaim]) -> None:
    """What is found through blocks is what comparing all pairs finds; and what follows from what follows, follows."""
    held += [
        changed(each, iri=f"{each.iri}-wide", object=frozenset[str](), place=frozenset[str]())
        for each in held[:3]
    ]
    found = set(entailments(held, CONTEXT))
    brute = {
        (one.iri, other.iri)
        for one in held
        for other in held
        if one.iri != other.iri and claims_entail(one, other, CONTEXT)
    }
    assert found == brute
    for one, other in found:
        for further, last in found:
            if other == further and one != last:
                assert (one, last) in found


@settings(max_examples=30, deadline=None)
@given(families(), st.data())
def test_blocks_find_what_comparing_all_pairs_finds(family: list[ComparedClaim], data: st.DataObject) -> None:
    """No verdict is lost and none is given twice; with few claims touched, exactly those on them are given."""
    if data.draw(st.booleans()):
        family[-1] = changed(family[-1], exclusive=frozenset({family[0].iri}))
    stances = data.draw(st.lists(st.sampled_from(Stance), min_size=len(family), max_size=8))
    held = [
        ComparedStatement(f"{BASE}statement/s-{n}", family[n % len(family)], stance)
        for n, stance in enumerate(stances)
    ]
    about = {each.claim.iri: each.claim for each in held}
    context = Context.of([WORLD])
    brute = {
        frozenset((one.iri, other.iri)): verdict
        for one, other in combinations(held, 2)
        if worth_listing(verdict := compare(one, other, context), one, other)
    }
    found = list(meetings(held, context))
    assert len({frozenset((each.start, each.end)) for each in found}) == len(found)
    assert {frozenset((each.start, each.end)): each for each in found} == brute
    touched = data.draw(st.sets(st.sampled_from(sorted(about)), max_size=2))
    of = {each.iri: each.claim.iri for each in held}
    wanted = [each for each in found if not touched.isdisjoint({of[each.start], of[each.end]})]
    again = list(meetings(held, context, touching=touched))
    assert sorted(again, key=str) == sorted(wanted, key=str)

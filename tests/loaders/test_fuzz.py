"""Whatever bytes come, either a dossier is loaded or a DossierError says why not, with places that exist."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.loaders import loads, template
from claimgraph.loaders.document import printable
from claimgraph.ontology.errors import DossierError, Problem

if TYPE_CHECKING:
    from claimgraph.loaders import Format

SEEDS = [template("gear"), (Path(__file__).parent / "wrong_dossiers.txt").read_text(encoding="utf-8")]
PIECES = [
    b"\x00", b"\xff", b"\t", b"\n", b"  ", b"- ", b": ", b"{", b"}", b"[", b"]", b"'", b'"', b"#", b"&a ", b"*a ",
    b"!!x ", b"<<: ", b"? ", b"| ", b"---\n", b"...\n", b"%YAML 9.9\n", b"null", b"~", b"0101", b"s-1", b"\xc2\xa0",
    b"\xe2\x80\xa8", b"kind", b"in: ", b"[[", b"{{", b"9" * 400, b"a" * 5000, b"\\ud800", b"1e999", b"-1",
    b"\xf0\x9f\x91\xa9", b"\r",
]  # fmt: skip


def either(data: bytes | str, form: Format) -> None:
    """Load, and look at what it says if it fails."""
    written = data if isinstance(data, bytes) else data.encode(errors="surrogatepass")
    problems: tuple[Problem, ...] = ()
    try:
        loads(data, format=form)
    except DossierError as error:
        problems = error.problems or (Problem("", -1, 0, "no problem is named"),)
    for problem in problems:
        assert 0 <= problem.line <= written.count(b"\n") + written.count(b"\r") + 2
        assert printable(problem.message) == problem.message


@pytest.mark.parametrize("form", ["yaml", "json"])
@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300) | st.text(max_size=200))
def test_any_bytes_give_a_dossier_or_a_dossier_error(form: Format, data: bytes | str) -> None:
    """No other exception, no crash."""
    either(data, form)


@pytest.mark.parametrize("seed", range(40))
def test_a_dossier_with_faults_scattered_in_it_gives_a_dossier_error_at_most(seed: int) -> None:
    """Pieces cut out, doubled, swapped for what YAML and JSON stumble over."""
    dice = random.Random(seed)  # noqa: S311 - a fuzzer needs no secrets
    data = bytearray(dice.choice(SEEDS).encode())
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(data))
        data[start : start + dice.choice([0, 0, 1, 4, 40])] = dice.choice(PIECES)
    either(bytes(data), "yaml")


@pytest.mark.parametrize("seed", range(40))
def test_values_of_every_wrong_shape_give_a_dossier_error_at_most(seed: int) -> None:
    """Each value of a dossier replaced by a list, a mapping, a number, nothing."""
    dice = random.Random(seed)  # noqa: S311 - a fuzzer needs no secrets
    lines = SEEDS[0].splitlines()
    for _ in range(8):
        index = dice.randrange(len(lines))
        key, colon, _ = lines[index].partition(": ")
        if colon and "{" not in key and "#" not in key:
            lines[index] = (
                key
                + ": "
                + dice.choice(["[]", "{}", "[[1]]", "{a: b}", "1", "~", "'x y'", "true", "[a, {b: [c]}]"])
            )
    either("\n".join(lines), "yaml")

"""What pydantic found wrong, in the words of a dossier and at its place in the file.

No name of a model's internals, no type of Python and no sentence of pydantic's reaches a reader.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from ..ontology.references import nearest
from .document import Entries, Items, Part, Path, Problems, Scalar, child, key_of, locate, shown
from .shapes import LISTED, Shape, dossier

_PATTERNS: Final = {
    "base": "an IRI that ends with / or #",
    "prefixes": "an IRI that ends with / or #",
    **dict.fromkeys(("currency", "from", "to"), "an ISO 4217 code of three capitals, such as USD"),
    "hs": "an HS heading or CN code of 2, 4, 6, 8 or 10 digits, such as '8806'",
    "iso3166": "an ISO 3166 code, such as CN or GB-ENG",
    "lang": "a language tag, such as en, fr or pt-br",
    "sha256": "64 hexadecimal digits in lower case",
    "wikidata": "a Wikidata item, such as Q148",
}
_SECTIONS: Final = {"entities": "entity", "sources": "source", "claims": "claim", "statements": "statement"}


def note_all(
    error: ValidationError, root: Part, problems: Problems, places: Mapping[str, Sequence[int]]
) -> set[Path]:
    """Note each error at its place, and say which items are wrong.

    Args:
        error: What pydantic raised for the values of this tree.
        root: The tree.
        problems: Where to note them.
        places: For each list at the top, which record of the file each one that was validated is.

    Returns:
        The paths of the items (or of the keys at the top) that cannot be read.
    """
    broken: set[Path] = set()
    for found in error.errors(include_url=False):
        loc = found["loc"]
        if len(loc) > 1 and isinstance(loc[1], int):
            at = places.get(str(loc[0]), ())
            loc = (loc[0], at[loc[1]] if loc[1] < len(at) else loc[1], *loc[2:])
        path, on_key, branch = _walk(root, loc)
        broken.add(path[:2] if path and path[0] in {*_SECTIONS, *LISTED, "prefixes"} else path[:1])
        if branch is not None and not _meant(*branch):
            continue
        _note(found, path, root, problems, on_key=on_key)
    return broken


def _walk(root: Part, loc: Sequence[str | int]) -> tuple[Path, bool, tuple[str, Part] | None]:
    """The path in the file that a location of pydantic's means, whether a key is meant, and the branch of a union.

    A branch is named with the part for which pydantic tried it.
    """
    part: Part | None = root
    path: list[str | int] = []
    branch: tuple[str, Part] | None = None
    for index, step in enumerate(loc):
        if step == "[key]":
            return tuple(path), True, None
        below = child(part, step) if part is not None else None
        if below is not None:
            part = below
            path.append(step)
        elif isinstance(step, int):
            # A list of one without its brackets, or an item that is not there.
            if isinstance(part, Items):
                path.append(step)
                part = None
        elif index == len(loc) - 1 and _is_key(step, path):
            path.append(step)
        elif part is not None and not _is_kind(step, path):
            branch = step, part
    return tuple(path), False, branch


def shape_at(path: Sequence[str | int], root: Part | None = None) -> Shape:
    """What may stand at a place of a dossier; the kind of an item is looked up in the file."""
    shape = dossier()
    reached: list[str | int] = []
    for step in path:
        shape = shape.items or shape
        if isinstance(step, str):
            if shape.kinds:
                shape = _kind(shape, root, reached)
            shape = shape.keys.get(step) or shape.values or shape
        reached.append(step)
    shape = shape.items or shape
    return _kind(shape, root, reached) if shape.kinds else shape


def _kind(shape: Shape, root: Part | None, path: Sequence[str | int]) -> Shape:
    kind = child(locate(root, path)[0], "kind") if root is not None else None
    return shape.narrowed(kind.text if isinstance(kind, Scalar) else None)


def _is_key(step: str, path: Sequence[str | int]) -> bool:
    return step in shape_at(path).keys


def _is_kind(step: str, path: Sequence[str | int]) -> bool:
    return step in shape_at(path).kinds


def _meant(branch: str, part: Part) -> bool:
    """Whether the writer chose this branch of a reference-or-group: a word is a reference, a mapping is a group."""
    return ("BasisGroup" in branch) == isinstance(part, Entries)


def _note(found: Any, path: Path, root: Part, problems: Problems, *, on_key: bool) -> None:  # noqa: ANN401 - pydantic's own record
    kind = found["type"]
    if kind == "missing":
        _note_missing(path, root, problems)
        return
    part, reached, under = locate(root, path)
    if problems.settled(reached) or (kind == "value_error" and problems.settled_beneath(reached)):
        return
    at: Part = under if on_key and under is not None else part
    message = _message(found, part, reached, root)
    if kind == "value_error" and isinstance(part, Entries):
        at = _pointed(message, part) or under or part
    elif isinstance(part, Entries) and under is not None:
        at = under
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        at = child(part, "kind") or at
    problems.note(at, message, reached)


def _note_missing(path: Path, root: Part, problems: Problems) -> None:
    part, reached, under = locate(root, path[:-1])
    if problems.settled(reached) or problems.settled(path):
        return
    name, shape = path[-1], shape_at(reached, root)
    if isinstance(name, int):
        problems.note(part, f"{shown(str(reached[-1]))} needs {name + 1} values or more", reached)
        return
    what = shape.noun.partition(" ")[2] or shape.noun
    if len(reached) == 2 and reached[0] in _SECTIONS:  # noqa: PLR2004 - section and slug
        where = f"{what if shape.noun != 'an item' else _SECTIONS[str(reached[0])]} {shown(str(reached[1]))}"
    else:
        where = f"this {what}" if shape.noun != what else what
    problems.note(under or part, f"{where} has no '{name}'; add it", path)


def _message(found: Any, part: Part, path: Path, root: Part) -> str:  # noqa: ANN401, PLR0911, C901, PLR0912 - one sentence an error
    kind, context, given = found["type"], found.get("ctx", {}), _given(part)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    shape = shape_at(path, root)
    if kind == "value_error":
        return str(context.get("error", found["msg"]))
    if kind in ("enum", "literal_error"):
        allowed = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        return f"{key} {given} is not one of {', '.join(allowed)}{nearest(_word(part), allowed)}"
    if kind == "union_tag_invalid":
        kinds = list(shape_at(path).kinds)
        named = child(part, "kind")
        if not isinstance(named, Scalar):
            return f"kind takes one text, and {_given(named or part)} stands here"
        tag = named.text
        return f"kind {shown(tag)} is not one of {', '.join(kinds)}{nearest(tag, kinds)}"
    if kind == "union_tag_not_found":
        return f"{shown(str(path[-1]))} has no 'kind'; add one of {', '.join(shape_at(path).kinds)}"
    if kind == "extra_forbidden":
        owner = shape_at(path[:-1], root)
        hint = nearest(str(path[-1]), owner.keys) or f"; {owner.noun} has {', '.join(owner.keys)}"
        return f"unknown key {shown(str(path[-1]))} in {owner.noun}{hint}"
    if kind == "string_pattern_mismatch":
        wanted = _PATTERNS.get(key) or _PATTERNS.get(
            str(path[0]), f"a text of the form {context.get('pattern')}"
        )
        return f"{key} {given} is not right; write {wanted}"
    if kind in ("decimal_max_digits", "decimal_max_places", "decimal_whole_digits"):
        return f"{key} {given} has too many digits; 20 before the point and 10 behind it are held"
    if kind in ("greater_than_equal", "less_than"):
        return f"{key} {given} is out of range; write a whole number from 0 to 2147483647"
    if kind == "too_long":
        return (
            f"{key} takes {context.get('max_length')} values, and {context.get('actual_length')} stand here"
        )
    if kind == "too_short":
        return f"{key} needs {context.get('min_length')} values or more; write one by itself, without a group"
    if isinstance(part, Entries) and not shape.keys and not shape.values:
        return f"{key} takes {'a list' if kind == 'tuple_type' else _one(shape)}, and a mapping stands here"
    if isinstance(part, Items):
        return f"{key or 'a dossier'} takes {_one(shape)}, and a list stands here"
    return f"{key or 'a dossier'} takes {_one(shape) if kind != 'tuple_type' else 'a list'}, and {given} stands here"


def _one(shape: Shape) -> str:
    if shape.keys or shape.kinds:
        keys = ", ".join(shape.keys if not shape.kinds else ("kind", "…"))
        return f"a mapping with the keys {keys}"
    if shape.values is not None:
        return (
            "one text, or one a language ({en: …, fr: …})"
            if shape.languages
            else "a mapping of slugs to items"
        )
    return f"one {shape.noun.removeprefix('a ')}"


def _given(part: Part) -> str:
    if isinstance(part, Scalar):
        return shown(part.text)
    return "a list" if isinstance(part, Items) else "a mapping"


def _word(part: Part) -> str:
    return part.text if isinstance(part, Scalar) else ""


def _pointed(message: str, part: Entries) -> Scalar | None:
    """The key that a sentence about a whole record speaks of first."""
    keys = sorted(
        (place, key.text)
        for key, _ in part.pairs
        if (place := max(message.find(f"'{key.text}'"), 0 if message.startswith(f"{key.text} ") else -1)) >= 0
    )
    return key_of(part, keys[0][1]) if keys else None

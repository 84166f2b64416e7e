"""YAML read into a positioned tree, without deciding what any word means.

PyYAML's event stream is used (libyaml where it is compiled in, its Python twin elsewhere), and none of its resolving
or constructing. What hides meaning or could harm is refused with its place: tags, anchors, aliases, merge keys, keys
that stand twice, several documents. See docs/decisions/reading-yaml.md.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from ..ontology.errors import DossierError
from .document import MAX_DEPTH, Entries, Items, Part, Problems, Scalar, shown

_UNFIT: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MOST_UNFIT: Final = 20

_WORDS: Final = (
    ("\\t", "a tab stands here; indent with spaces"),
    (" tab ", "a tab stands here; indent with spaces"),
    ("cannot start any token", "this character cannot begin a value; put the value in quotes"),
    ("mapping values are not allowed", "a colon inside a value; put it in quotes, or give the colon above its space"),
    ("could not find expected ':'", "a key without a colon, or a value that needs quotes"),
    ("did not find expected key", "a key is wanted here; check the quotation marks and the indentation"),
    ("did not find expected '-'", "a list item is wanted here; look at the indentation"),
    ("expected <block end>", "a key is wanted here; check the quotation marks and the indentation"),
    ("did not find expected ',' or", "a comma or a closing bracket is missing"),
    ("expected ',' or", "a comma or a closing bracket is missing"),
    ("unexpected end of stream", "a quote is missing"),
    ("but got '<stream end>'", "a comma or a closing bracket is missing"),
    ("did not find expected node content", "a value is missing here"),
    ("expected the node content", "a value is missing here"),
    ("did not find expected <document start>", "something follows the end of the document, or a quote is misplaced"),
    ("expected '<document start>'", "something follows the end of the document, or a quote is misplaced"),
    ("unknown escape character", "an escape that YAML does not know; write \\\\ for a backslash, or use single quotes"),
    ("Unicode character escape", "an escape that stands for no character; remove it"),
    ("block sequence entries are not allowed", "a list cannot begin here; put it beneath its key, or in brackets"),
    ("scanning an alias", "'*' has a meaning of its own in YAML; put the value in quotes"),
    ("scanning an anchor", "'&' has a meaning of its own in YAML; put the value in quotes"),
    ("directive", "a line that begins with % is a directive; remove it"),
    ("incompatible YAML document", "a version of YAML that cannot be read; remove the line that begins with %"),
    ("undefined tag handle", "a tag; remove it, since a dossier has no tags"),
)  # fmt: skip

_OPENED: Final = ("unexpected end of stream", "did not find expected ',' or", "expected ',' or")


def read(text: str, problems: Problems) -> Part:
    """The one document of a YAML text.

    Raises:
        DossierError: If it is not YAML, is empty, or nests too deeply. Other faults are noted in ``problems``, and
            what they touch is left out of the tree.
    """
    import yaml

    _check_characters(text, problems)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _compose(yaml.parse(text, Loader=loader), problems)
    except yaml.MarkedYAMLError as error:
        raise problems.stop(*_explain(error)) from error
    except (yaml.YAMLError, ValueError) as error:
        raise problems.stop((0, 0), "this is not YAML: a character or an escape cannot be read") from error


def _explain(error: Any) -> tuple[tuple[int, int], str]:  # noqa: ANN401 - PyYAML is imported when it is needed
    """Where YAML stops being YAML, and what to look at there."""
    problem, context = error.problem or "", error.context or ""
    mark, began = error.problem_mark or error.context_mark, error.context_mark
    at = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    said = f"{context} {problem}".strip()
    if "nesting depth" in said:  # libyaml's own limit, where it looks further ahead than we do
        return at, _TOO_DEEP
    words = next((words for phrase, words in _WORDS if phrase in said), said)
    if began and any(phrase in problem for phrase in _OPENED):
        return (
            began.line + 1,
            began.column + 1,
        ), f"this is not YAML: {words}; what begins here is not closed"
    return at, f"this is not YAML: {words}"


def _check_characters(text: str, problems: Problems) -> None:
    """Refuse what readers of YAML treat differently, or not at all, before any of them sees it."""
    last = None
    for count, found in enumerate(_UNFIT.finditer(text)):
        line = text.count("\n", 0, found.start()) + 1
        at = (line, found.start() - text.rfind("\n", 0, found.start()))
        code = f"{ord(found[0]):04X}"
        last = f"character U+{code} stands here unseen; remove it, or write \\u{code} in double quotes"
        if count == _MOST_UNFIT:
            raise problems.stop(at, f"{last}; there are more")
        problems.note(at, last)
    if last is not None:
        raise DossierError(problems.errors)


class _Open:
    """A list or mapping whose end has not been reached."""

    __slots__ = ("column", "kept", "key", "keys", "line", "mapping", "pairs", "parts")

    def __init__(self, line: int, column: int, *, mapping: bool, kept: bool) -> None:
        self.line = line
        self.column = column
        self.mapping = mapping
        self.kept = kept
        self.parts: list[Part] = []
        self.pairs: dict[str, tuple[Scalar, Part]] = {}
        self.keys: dict[str, int] = {}
        self.key: Scalar | None = None

    def close(self) -> Part:
        """The finished part; nothing in place of a key that is no word."""
        if not self.kept:
            return _NO_KEY
        if self.mapping:
            return Entries(self.line, self.column, self.pairs)
        return Items(self.line, self.column, tuple(self.parts))


_TOO_DEEP: Final = f"nested more than {MAX_DEPTH} levels deep; no dossier is"
_NO_KEY: Final = Scalar(0, 0, "", "null")


def _compose(events: Iterator[Any], problems: Problems) -> Part:  # noqa: C901, PLR0912 - one branch an event
    """Build the tree without recursion, so that nesting can be refused before it costs anything."""
    import yaml

    stack: list[_Open] = []
    root: Part | None = None
    documents = 0
    for event in events:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        done: Part
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or not (event.implicit[0] or event.implicit[1]):
                _refuse_marks(event, problems)
            done = Scalar(
                line,
                column,
                event.value,
                "plain" if event.implicit[0] and event.style in ("", None) else "quoted",
            )
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(stack) >= MAX_DEPTH:
                raise problems.stop((line, column), _TOO_DEEP)
            if event.anchor or event.tag:
                _refuse_marks(event, problems)
            mapping = isinstance(event, yaml.MappingStartEvent)
            kept = True
            if stack and stack[-1].mapping and stack[-1].key is None:
                problems.note(
                    (line, column), "a key must be a word, and not a list or a mapping; put it in quotes"
                )
                kept = False
            stack.append(_Open(line, column, mapping=mapping, kept=kept))
            continue
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done = stack.pop().close()
        elif isinstance(event, yaml.AliasEvent):
            problems.note(
                (line, column), f"'*{event.anchor}' stands for something written elsewhere; write it out here"
            )
            done = Scalar(line, column, "", "refused")
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise problems.stop(
                    (line, column), "a second document begins here; one file holds one dossier"
                )
            continue
        else:
            continue
        if stack:
            _put(stack[-1], done, problems)
        else:
            root = done
    if root is None:
        raise problems.stop(
            (0, 0), "this file holds nothing; 'claimgraph init' writes a dossier to begin with"
        )
    return root


def _put(parent: _Open, part: Part, problems: Problems) -> None:
    """Add a finished part to what it stands in: as an item, as a key, or as the value of the last key."""
    if not parent.mapping:
        parent.parts.append(part)
    elif parent.key is None:
        parent.key = _key(parent, part, problems)
    else:
        if parent.key is not _NO_KEY:
            parent.pairs[parent.key.text] = (parent.key, part)
        parent.key = None


def _key(parent: _Open, part: Part, problems: Problems) -> Scalar:
    if not isinstance(part, Scalar) or part is _NO_KEY:
        return _NO_KEY
    if part.text == "<<" and part.written == "plain":
        problems.note(part, "'<<' merges what is written elsewhere; write the keys out here")
        return part._replace(written="refused")
    if part.text in parent.keys:
        problems.note(
            part,
            f"key {shown(part.text)} stands here twice, first in line {parent.keys[part.text]}; keep one",
        )
        return _NO_KEY
    parent.keys[part.text] = part.line
    return part


def _refuse_marks(event: Any, problems: Problems) -> None:  # noqa: ANN401 - PyYAML's events carry no types of use
    at = (event.start_mark.line + 1, event.start_mark.column + 1)
    if event.anchor:
        problems.note(
            at, f"'&{event.anchor}' is an anchor, and a dossier has none; remove it and write each thing out"
        )
    if event.tag:
        tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
        problems.note(at, f"the tag {tag} is not read; remove it, since a dossier has no tags")

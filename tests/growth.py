"""How the time of a regular expression grows with its text, and where the program's own are.

A pattern is tried on texts made of its own trigger characters: what its repetitions repeat, after
what must stand before them and with an end that they cannot take.
"""

from __future__ import annotations

import ast
import gc
import inspect
import re
import signal
import sys
import time
import types
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

OURS = "audit"
EVERYWHERE = "a1 .-_'’\n(<"
"""Characters of which hostile runs are made whatever the pattern says."""
LONG, TRICKY = 3000, 800
"""Code points of a run; its quarter is the short one that it is held against. Fewer for long
patterns, which are slow on any text."""
_PLAIN = 400
"""Code points of a pattern that is not long."""
SLOW = 0.0015
"""Seconds for the long run below which nothing is wrong."""
BOUNDED = 0.1
STEEP = 7.0
"""So much longer may a run of four times the length take: 4 when linear, 16 when quadratic."""
HANGS = 2.0
"""Seconds after which a search is stopped."""


@dataclass(frozen=True)
class Growth:
    """A text on which a pattern's time grows faster than the text."""

    text: str
    seconds: float
    factor: float


class _Stopped(BaseException):
    pass


@dataclass(repr=False)  # A failing test would print all that the program holds.
class Patterns:
    """The compiled patterns that a package holds, and what is known of their use."""

    found: dict[str, Any]
    """By source and flags."""
    data: set[str]
    """Those of the reference data, which see blocks of articles only."""
    others: list[Any]
    """All objects met on the way that are no patterns."""


def patterns_of(package: str = OURS) -> Patterns:
    """Every compiled pattern that the modules of ``package`` hold, in whatever container."""
    modules = [module for name, module in sys.modules.items() if _is_within(name, package)]
    waiting: list[Any] = [vars(module) for module in modules]
    mine = {id(module) for module in modules}
    seen = {
        id(vars(m)) for m in sys.modules.values() if id(m) not in mine and hasattr(m, "__dict__")
    }
    patterns = Patterns({}, set(), [])
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if is_pattern(one):
            patterns.found[key(one)] = one
        elif type(one).__name__ == "LazyPattern":
            patterns.found[key(one.compiled)] = one.compiled
            patterns.data.add(key(one.compiled))
        elif not _is_foreign(one, package):
            patterns.others.append(one)
            waiting.extend(gc.get_referents(one))
    return patterns


def anchored(package: str = OURS) -> set[str]:
    """The patterns that are only ever matched where a text begins: private constants of modules
    of which nothing but ``match`` and ``fullmatch`` is called.
    """
    found = set()
    for name, module in sorted(sys.modules.items()):
        if _is_within(name, package):
            constants = {n: v for n, v in vars(module).items() if n[:1] == "_" and is_pattern(v)}
            uses = _uses(ast.parse(inspect.getsource(module))) if constants else {}
            for constant, value in constants.items():
                if uses.get(constant, {"unused"}) <= {"match", "fullmatch"}:
                    found.add(key(value))
    return found


def _uses(tree: ast.AST) -> dict[str, set[str]]:
    """What is called of each name."""
    uses: dict[str, set[str]] = {}
    called = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            called.add(id(node.value))
            uses.setdefault(node.value.id, set()).add(node.attr)
        elif (
            isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called
        ):
            uses.setdefault(node.id, set()).add("handed on")
    return uses


def _is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def key(pattern: Any) -> str:
    """A pattern by its source and flags."""
    return f"{pattern.pattern!r}/{pattern.flags}"


def is_pattern(thing: Any) -> bool:
    """True for patterns of ``re`` and ``regex`` over text."""
    return type(thing).__name__ == "Pattern" and isinstance(getattr(thing, "pattern", None), str)


def _is_foreign(thing: Any, package: str) -> bool:
    if isinstance(thing, types.ModuleType):
        return True
    if isinstance(thing, (type, types.FunctionType)):
        return not str(thing.__module__).startswith(package)
    return isinstance(thing, (str, bytes, int, float, types.CodeType, types.FrameType))


def growth(
    pattern: Any, *, anchored: bool = False, spaces: bool = True, longest: int | None = None
) -> Growth | None:
    """The first hostile text on which the pattern's time grows faster than the text.

    Args:
        anchored: it is only matched where a text begins, not searched for.
        spaces: False where no text has white space without end.
        longest: code points of the longest text that it ever sees; where that is short, what takes
            less than ``BOUNDED`` is well, however it grows.
    """
    seconds = partial(_seconds, pattern.match if anchored else lambda t: deque(pattern.finditer(t)))
    slow = SLOW if longest is None else BOUNDED
    longest = longest or (LONG if len(pattern.pattern) < _PLAIN else TRICKY)
    for text in hostile_texts(pattern):
        if not spaces and not text.body.strip():
            continue
        if seconds(text(24)) >= HANGS / 2:
            return Growth(text(24), HANGS, 16.0**9)
        long = seconds(text(longest))
        if long < slow:
            continue
        if long >= HANGS:
            return Growth(text(60), long, 16.0)
        short = min(seconds(text(longest // 4)) for _ in range(2))
        if long / short < STEEP:
            continue
        long = min(long, *(seconds(text(longest)) for _ in range(2)))
        if long >= slow and long / short >= STEEP:
            return Growth(text(60), long, long / short)
    return None


def _seconds(search: Callable[[str], object], text: str) -> float:
    """What a search takes, ``HANGS`` at most."""

    def stop(*_: object) -> None:
        raise _Stopped

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    start = time.thread_time()
    try:
        search(text)
        return time.thread_time() - start
    except _Stopped:
        return HANGS
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@dataclass(frozen=True)
class Run:
    """A text of any length."""

    before: str
    body: str
    after: str

    def __call__(self, length: int) -> str:
        return self.before + self.body * max(1, length // len(self.body)) + self.after


def hostile_texts(pattern: Any, most: int = 80) -> Iterator[Run]:
    """Texts made of what the pattern repeats."""
    found: dict[Run, None] = {}
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    except (re.error, OverflowError):
        tree = None  # One of the ``regex`` package, whose syntax is richer.
    letters = "".join(dict.fromkeys(_letters(pattern.pattern if tree is None else tree)))[:14]
    repeats = [] if tree is None else list(_repeats(tree, ""))
    for before, bodies in repeats:
        for body in bodies:
            for after in ("\0", ""):
                found[Run(before, body, after)] = None
    for letter in dict.fromkeys(letters + EVERYWHERE):
        found[Run("", letter, "\0")] = None
        found[Run("a" if letter != "a" else "b", letter, "!")] = None
    for one, other in product(letters[:8] + "a ", repeat=2):
        if one != other:
            found[Run("", one + other, "\0")] = None
    return islice(found, most)


def _letters(tree: Any) -> Iterator[str]:
    """Characters that the pattern names or that a class of it takes."""
    if isinstance(tree, str):
        yield from (letter for letter in tree if letter not in "\\()[]{}*+?|^$")
        return
    for kind, value in tree:
        yield from _members(kind, value)
        for inner in _inner(kind, value):
            yield from _letters(inner)


def _members(kind: Any, value: Any) -> Iterator[str]:
    """One character of each sort that a single item takes."""
    if kind in (code.LITERAL,):
        yield chr(value)
    elif kind is code.NOT_LITERAL or kind is code.ANY:
        yield from "a "
    elif kind is code.RANGE:
        yield chr(value[0])
        yield chr(value[1])
    elif kind is code.CATEGORY:
        yield from _CATEGORIES[value]
    elif kind is code.IN:
        if value[0][0] is code.NEGATE:
            named = {chr(v) for k, v in value[1:] if k is code.LITERAL}
            yield from [letter for letter in "a 1.<" if letter not in named][:3]
        else:
            for inner, of in value:
                yield from _members(inner, of)


_CATEGORIES = {
    code.CATEGORY_DIGIT: "1", code.CATEGORY_NOT_DIGIT: "a ", code.CATEGORY_SPACE: " \n",
    code.CATEGORY_NOT_SPACE: "a.", code.CATEGORY_WORD: "a1_", code.CATEGORY_NOT_WORD: " .",
}  # fmt: skip


def _inner(kind: Any, value: Any) -> Iterable[Any]:
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return (value[2],)
    if kind is code.SUBPATTERN:
        return (value[3],)
    if kind is code.ATOMIC_GROUP:
        return (value,)
    if kind is code.BRANCH:
        return tuple(value[1])
    if kind in (code.ASSERT, code.ASSERT_NOT):
        return (value[1],)
    return ()


def _sample(tree: Any, pick: int = 0) -> str:
    """A text that the items match, roughly; ``pick`` chooses among the characters of classes."""
    parts = []
    for kind, value in tree:
        if kind in (code.ASSERT, code.ASSERT_NOT, code.AT):
            continue
        members = list(_members(kind, value))
        if members:
            parts.append(members[pick % len(members)])
        elif kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            parts.append(_sample(value[2], pick) * min(value[0], 4))
        elif inner := list(_inner(kind, value)):
            parts.append(_sample(inner[pick % len(inner)], pick))
    return "".join(parts)


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, list[str]]]:
    """Each long repetition: what must stand before it, and what it repeats."""
    for index, (kind, value) in enumerate(tree):
        ahead = before + _sample(tree[:index])
        if kind in (code.MAX_REPEAT, code.MIN_REPEAT) and value[1] > 8:
            bodies = [_sample(value[2], pick) for pick in range(5)]
            yield ahead, [body for body in dict.fromkeys(bodies) if body]
        for inner in _inner(kind, value):
            yield from _repeats(inner, ahead)

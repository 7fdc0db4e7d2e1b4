"""Apertium's modes: which are installed, what they run, and how they chain.

A mode is a file with one shell pipeline. It is read here and run stage by stage, never given to
a shell; a mode that is more than a plain pipeline is left out.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audit.core.reference import Entry, load_shipped

Pair = tuple[str, str]

_PAIR = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
_SHELL = re.compile(r"[|;&<>`$(){}*?\n]")
_GENERATION = "-g"
"""What the ``apertium`` script puts for ``$1``: mark unknown words with ``*``, ``@`` and ``#``."""


class ApertiumFacts(Entry, frozen=True):
    """``reference/models/engines/apertium.toml``."""

    install: str
    """The command that installs Apertium with pairs for French."""
    bridges: tuple[str, ...]
    """Languages to chain pairs through, the better one first."""
    flushing: frozenset[str]
    """Programs, some with an option, that forget one text before the next one."""
    codes: dict[str, str]
    """Code in the name of a mode to BCP 47."""


@cache
def facts() -> ApertiumFacts:
    """What is known about Apertium, as data."""
    return load_shipped("models/engines/apertium.toml", ApertiumFacts)


@dataclass(frozen=True, slots=True)
class Stage:
    """One program of a mode's pipeline."""

    argv: tuple[str, ...]
    isolated: bool
    """True when each text needs a process of its own."""

    @property
    def label(self) -> str:
        """Program and last data file, for messages."""
        return " ".join((self.argv[0], Path(self.argv[-1]).name)) if self.files else self.argv[0]

    @property
    def files(self) -> tuple[str, ...]:
        """The data files among the arguments."""
        return tuple(word for word in self.argv[1:] if word.startswith("/"))


@dataclass(frozen=True, slots=True)
class Mode:
    """An installed direction."""

    name: str
    """As in ``fra-cat``."""
    source: str
    target: str
    """Both BCP 47."""
    path: Path
    stages: tuple[Stage, ...]


def data_folder() -> Path | None:
    """Where Apertium's data lie: ``$APERTIUM_DATADIR``, or beside the installed program."""
    given = os.environ.get("APERTIUM_DATADIR")
    program = shutil.which("apertium")
    places = [Path(given)] if given else []
    if program is not None and not given:
        places.append(Path(program).resolve().parent.parent / "share" / "apertium")
        places.append(Path("/usr/share/apertium"))
    return next((place for place in places if (place / "modes").is_dir()), None)


def find_modes(folder: Path) -> dict[Pair, Mode]:
    """The modes of ``folder`` that are complete, one per language pair.

    Variants (``cat-eng_US``, ``eco-fr-es``) are left out. Of two modes for one pair the one
    with three-letter codes is taken: it belongs to the newer generation of packages.
    """
    modes: dict[Pair, Mode] = {}
    for path in sorted((folder / "modes").glob("*.mode"), key=_newest_first):
        match = _PAIR.fullmatch(path.stem)
        if match is None:
            continue
        source, target = (facts().codes.get(code, code) for code in match.groups())
        stages = _stages(path)
        if stages is not None and source != target:
            modes.setdefault((source, target), Mode(path.stem, source, target, path, stages))
    return modes


def _newest_first(path: Path) -> tuple[int, str]:
    return -len(path.name), path.name


def _stages(path: Path) -> tuple[Stage, ...] | None:
    try:
        stages = parse_pipeline(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    if stages is None:
        return None
    complete = all(
        shutil.which(stage.argv[0]) is not None and all(map(os.path.isfile, stage.files))
        for stage in stages
    )
    return stages if complete else None


def parse_pipeline(text: str) -> tuple[Stage, ...] | None:
    """The stages of a mode file, or None when it is anything but a plain pipeline."""
    lexer = shlex.shlex(text.strip(), posix=True, punctuation_chars="|")
    lexer.commenters = ""
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:
        return None
    stages, argv = [], []
    for word in [*words, "|"]:
        if word != "|":
            argv.append(word)
            continue
        stage = _stage(argv)
        if stage is None:
            return None
        stages.append(stage)
        argv = []
    return tuple(stages)


def _stage(words: list[str]) -> Stage | None:
    filled = [_GENERATION if word == "$1" else word for word in words if word != "$2"]
    if not filled or any(_SHELL.search(word) for word in filled):
        return None
    isolated = facts().flushing.isdisjoint({filled[0], " ".join(filled[:2])})
    argv = filled if isolated else [filled[0], "-z", *filled[1:]]
    return Stage(tuple(argv), isolated)


def reachable(pairs: Iterable[Pair]) -> Mapping[Pair, tuple[str, ...]]:
    """The shortest chain of languages for every pair that ``pairs`` lead to, both ends included.

    Of equally short chains the one through the better bridge is taken, then the one that is
    first in the alphabet, so that the choice depends on nothing but the installed pairs.
    """
    rank = {language: place for place, language in enumerate(facts().bridges)}
    steps: dict[str, list[str]] = {}
    for source, target in sorted(pairs, key=lambda pair: (rank.get(pair[1], len(rank)), pair)):
        steps.setdefault(source, []).append(target)
    chains: dict[Pair, tuple[str, ...]] = {}
    for start in steps:
        queue: deque[tuple[str, ...]] = deque([(start,)])
        seen = {start}
        while queue:
            chain = queue.popleft()
            for target in steps.get(chain[-1], ()):
                if target not in seen:
                    seen.add(target)
                    chains[(start, target)] = (*chain, target)
                    queue.append((*chain, target))
    return chains

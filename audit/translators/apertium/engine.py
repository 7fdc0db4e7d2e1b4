"""Apertium (https://www.apertium.org/), a rule-based engine, run as subprocesses.

Deterministic, and it says which words it does not know. Languages without a pair of their own
are reached by chaining pairs: French, Catalan, English.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import pairwise
from typing import ClassVar

from audit.errors import EngineError
from audit.model.translation import Translation
from audit.translators.apertium.modes import Mode, Pair, data_folder, facts, find_modes, reachable
from audit.translators.apertium.pipe import translate_streams
from audit.translators.apertium.signature import signature
from audit.translators.apertium.stream import Decoded, clean, count_new, decode, encode
from audit.translators.interface import EngineOptions, Translator

LEAST = 16
"""Texts a group has at least: loading the dictionaries costs as much as translating fifty."""
MOST = 400
"""Texts a group has at most, which bounds memory."""


class ApertiumTranslator(Translator):
    """Chains of installed Apertium modes. No log-probabilities; unknown words are counted."""

    name: ClassVar[str] = "apertium"
    versions_are_alike: ClassVar[bool] = True

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        self._signatures: dict[Pair, str] = {}

    def problem(self) -> str | None:
        """Why there is no Apertium, with the command that installs it."""
        if shutil.which("apertium") is None:
            return f"the program `apertium` is not installed: {facts().install}"
        if not self._modes:
            return f"no language pair of Apertium is installed: {facts().install}"
        return None

    def pairs(self) -> frozenset[Pair]:
        """All pairs that the installed modes lead to, chained where need be."""
        return frozenset(self._chains)

    def path(self, source: str, target: str) -> tuple[str, ...]:
        """The languages from ``source`` to ``target``, both included.

        Raises:
            EngineError: when no chain of installed modes leads there.
        """
        pair = (_base(source), _base(target))
        if pair not in self._chains:
            raise EngineError(
                f"apertium: no chain of installed pairs leads from {source} to {target} "
                f"(installed: {self._installed() or 'none'})"
            )
        return self._chains[pair]

    def signature(self, source: str, target: str) -> str:
        """Programs, packages, chain and a hash over every data file of the chain."""
        chain = self.path(source, target)
        pair = (chain[0], chain[-1])
        if pair not in self._signatures:
            try:
                self._signatures[pair] = signature(chain, self._hops(chain))
            except OSError as error:
                raise EngineError(f"apertium: {error.filename}: {error.strerror}") from error
        return self._signatures[pair]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        """One translation per text, in order; what a text becomes depends on no other text."""
        modes = self._hops(self.path(source, target))
        cleaned = [clean(text) for text in texts]
        wanted = [text for text in dict.fromkeys(cleaned) if text]
        groups = _groups(wanted, self._threads())
        with ThreadPoolExecutor(max(1, min(len(groups), self._threads()))) as pool:
            results = list(pool.map(lambda group: _translate_group(modes, group), groups))
        found = dict(zip(wanted, (one for result in results for one in result), strict=True))
        return [found.get(text, Translation("")) for text in cleaned]

    @cached_property
    def _modes(self) -> dict[Pair, Mode]:
        folder = data_folder()
        return {} if folder is None else find_modes(folder)

    @cached_property
    def _chains(self) -> dict[Pair, tuple[str, ...]]:
        return dict(reachable(self._modes))

    def _hops(self, chain: Sequence[str]) -> tuple[Mode, ...]:
        return tuple(self._modes[hop] for hop in pairwise(chain))

    def _installed(self) -> str:
        return ", ".join(sorted(mode.name for mode in self._modes.values()))

    def _threads(self) -> int:
        return self.options.threads or len(os.sched_getaffinity(0))


def _base(language: str) -> str:
    return language.lower().split("-", 1)[0]


def _groups(texts: Sequence[str], threads: int) -> list[Sequence[str]]:
    size = min(MOST, max(LEAST, -(-len(texts) // threads)))
    return [texts[start : start + size] for start in range(0, len(texts), size)]


def _translate_group(modes: Sequence[Mode], texts: Sequence[str]) -> list[Translation]:
    current = list(texts)
    before = [Counter[str]() for _ in texts]
    unknown = [0] * len(texts)
    for mode in modes:
        hop = _translate_hop(mode, current)
        for index, decoded in enumerate(hop):
            unknown[index] += count_new(decoded.unknown, before[index])
            before[index] = Counter(word.casefold() for word in decoded.unknown)
        current = [decoded.text for decoded in hop]
    return [Translation(text, unknown=count) for text, count in zip(current, unknown, strict=True)]


def _translate_hop(mode: Mode, texts: Sequence[str]) -> list[Decoded]:
    streams = [encode(text, number) for number, text in enumerate(texts)]
    answers = translate_streams(mode, streams)
    return [
        decode(answer, text, number)
        for number, (answer, text) in enumerate(zip(answers, texts, strict=True))
    ]

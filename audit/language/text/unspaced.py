"""Words of scripts that set no spaces between them: Chinese, Japanese, Thai.

BudouX (Google, Apache-2.0) cuts them with small models that its wheel ships; words of other such
scripts (Lao, Khmer, Burmese) stay together between two spaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux.parser import Parser

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30fe]+")
_THAI = re.compile("[\u0e01-\u0e5b]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
_TRADITIONAL = re.compile(
    "[們個這來時國為說會對發無後開關學與應產經過業進機現實體電動長東車門問間風飛馬見觀總統議員]"
)
"""Common characters that simplified Chinese writes in another way."""


def model_of(text: str) -> str | None:
    """The model for a whole text; a line of Chinese characters beside kana is Japanese."""
    if _KANA.search(text):
        return "ja_word"
    if _HAN.search(text):
        return "zh-hant" if _TRADITIONAL.search(text) else "zh-hans"
    return "th" if _THAI.search(text) else None


def cut(run: str, model: str | None) -> Iterator[tuple[int, int]]:
    """The half-open ranges of the words of a run without spaces, in order, without gaps.

    Args:
        run: letters and marks of such scripts only.
        model: of ``model_of``; None leaves the run whole.
    """
    if model is None or len(run) < 2:
        yield 0, len(run)
        return
    at = 0
    for part in _whole_names(run):
        pieces = [part] if _KATAKANA.fullmatch(part) else _parser(model).parse(part)
        for piece in pieces:
            yield at, at + len(piece)
            at += len(piece)


def _whole_names(run: str) -> Iterator[str]:
    """The run cut before and after katakana, which writes foreign words and is not cut itself."""
    at = 0
    for match in _KATAKANA.finditer(run):
        if match.start() > at:
            yield run[at : match.start()]
        yield match.group()
        at = match.end()
    if at < len(run):
        yield run[at:]


@cache
def _parser(model: str) -> Parser:
    # ``import budoux`` alone would load what writes HTML.
    from budoux.parser import Parser

    data = files("budoux").joinpath("models", f"{model}.json").read_text(encoding="utf-8")
    return Parser(json.loads(data))

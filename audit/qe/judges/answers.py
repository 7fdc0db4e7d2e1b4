"""What a judge may say of a segment, and what is believed of it: nothing that cannot be checked."""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from audit.core.whole_file import write_whole
from audit.errors import OperationalError
from audit.qe.judges.endpoint import ask
from audit.qe.judges.settings import Judge

_MOST = 20
"""Errors of a segment: a model that lists more has lost its way."""
_LONGEST = 300
"""Code points of a reason that are kept."""
_WORD = re.compile(r"\S+")


class Kind(StrEnum):
    """Of errors that a judge tells apart."""

    MISTRANSLATION = "mistranslation"
    ENTITY = "entity"
    NUMBER = "number"
    OMISSION = "omission"
    ADDITION = "addition"
    UNTRANSLATED = "untranslated"
    TERMINOLOGY = "terminology"
    GRAMMAR = "grammar"
    STYLE = "style"


class _Error(msgspec.Struct, frozen=True):
    side: Literal["translation", "source"]
    quote: Annotated[str, msgspec.Meta(min_length=1)]
    type: Kind
    severity: Literal["minor", "major", "critical"]
    why: str = ""


class _Answer(msgspec.Struct, frozen=True):
    errors: Annotated[list[_Error], msgspec.Meta(max_length=_MOST)]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One error that the judge sees, at a place that exists."""

    start: int
    end: int
    """Half-open, in the translation or the source."""
    is_source: bool
    """True for what stands in the source and is missing in the translation."""
    kind: Kind
    severity: str
    why: str
    """The judge's own words, in one line."""


@dataclass(frozen=True, slots=True)
class Heard:
    """All that a judge said of a segment."""

    doubts: tuple[Doubt, ...]
    refused: int
    """Errors whose quotation stands nowhere in the text."""


def hear(judge: Judge, source: str, target: str, languages: tuple[str, str]) -> Heard:
    """What the judge says of a translation, now or when it was asked before.

    Raises:
        OperationalError: it does not answer, or not in the form that it was asked for.
    """
    question = json.dumps(
        {
            "source_language": languages[0],
            "target_language": languages[1],
            "source": source,
            "translation": target,
        },
        ensure_ascii=False,
    )
    place = _place(judge, question)
    if place is not None:
        with suppress(OSError, ValueError, OperationalError):
            return _checked(judge, place.read_text(encoding="utf-8"), source, target)
    said = ask(judge, question)
    heard = _checked(judge, said, source, target)
    if place is not None:
        # What cannot be kept is asked anew.
        with suppress(OSError, UnicodeError):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(place, said)
    return heard


def _place(judge: Judge, question: str) -> Path | None:
    if judge.memory is None:
        return None
    key = "\0".join((judge.url, judge.model, judge.prompt, str(judge.max_tokens), question))
    name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return judge.memory / f"{name}.txt"


def _checked(judge: Judge, said: str, source: str, target: str) -> Heard:
    """What is believed of an answer. Models think aloud or put fences around what they say."""
    text = said.rpartition("</think>")[2]
    start, end = text.find("{"), text.rfind("}")
    try:
        answer = msgspec.json.decode(text[start : end + 1].encode(), type=_Answer)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise OperationalError(f"{judge.url}: not the JSON that was asked for: {error}") from error
    found = [_doubt(error, source, target) for error in answer.errors]
    doubts = tuple(dict.fromkeys(doubt for doubt in found if doubt is not None))
    return Heard(doubts, found.count(None))


def _doubt(error: _Error, source: str, target: str) -> Doubt | None:
    is_source = error.side == "source"
    words = map(re.escape, _WORD.findall(error.quote))
    match = re.search(r"\s+".join(words) or r"(?!)", source if is_source else target)
    if match is None or (is_source and error.type is not Kind.OMISSION):
        return None
    why = "".join(letter if letter.isprintable() else " " for letter in error.why)
    shown = " ".join(why.split())[:_LONGEST]
    return Doubt(*match.span(), is_source, error.type, error.severity, shown)

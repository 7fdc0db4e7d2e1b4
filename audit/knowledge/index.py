"""The names of one language in one trie, and how it is looked through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import marisa_trie
import msgspec

from audit.knowledge.fold import bare, fold
from audit.knowledge.gather import Named
from audit.knowledge.inflect import forms, rules
from audit.knowledge.model import Form, Gender, Kind, Mention, Name, Number
from audit.knowledge.tables import Written
from audit.language.morphology.inflection import has_spaces

_RECORD = "<HBBB"
_FORMS = tuple(Form)
_GENDERS = (None, *Gender)
_NUMBERS = (None, *Number)
_ANY, _CAPITAL, _EXACT, _DOUBTFUL = 0, 1, 2, 4
_EXACT_MARK = "\x01"
_START = re.compile(r"(?<![^\W_])[^\W\d_]")
_UNSPACED = re.compile(r"[ァ-ヺー々〆一-鿿]|(?<![^\W_])[A-Za-z]")
_KATAKANA = re.compile(r"[ァ-ヺー]{2}")
_HAN = re.compile(r"[ァ-ヺー々〆一-鿿]")
_LONGEST = 60
_PREFERENCE = {form: rank for rank, form in enumerate(_FORMS)}
_KINDS = tuple(Kind)


class Record(NamedTuple):
    """One reading of a form, as the trie has it."""

    group: int
    form: int
    grammar: int
    flags: int


class Compiled(msgspec.Struct, frozen=True):
    """A language as it is kept between runs."""

    groups: list[list[str]]
    """Ids that one form stands for; the first group is none at all."""
    names: dict[str, list[tuple[str, str, str | None]]]
    """Text, form, gender: the dictionary forms by id, preferred ones first."""
    trie: bytes


def build(named: Iterable[Named], language: str, genders: dict[str, Gender]) -> Compiled:
    """Puts all the forms of names into one trie."""
    groups: dict[tuple[str, ...], int] = {(): 0}
    names: dict[str, list[tuple[str, str, str | None]]] = {}
    records: set[tuple[str, Record]] = set()
    for entry in named:
        group = groups.setdefault(entry.ids, len(groups))
        written = entry.written
        for key in entry.ids:
            own = names.setdefault(key, [])
            if not any(text == written.text for text, _, _ in own):
                own.append((written.text, written.form, written.gender))
        person = genders.get(entry.ids[0]) if entry.ids else None
        for name in forms(written, language, person):
            for form, flags in _keys(name, entry, language):
                records.add((form, Record(group, *_packed(name), flags)))
    trie = marisa_trie.RecordTrie(_RECORD, ((key, tuple(rec)) for key, rec in sorted(records)))
    return Compiled([list(ids) for ids in groups], names, trie.tobytes())


def _packed(name: Name) -> tuple[int, int]:
    grammar = _GENDERS.index(name.gender) * 4 + _NUMBERS.index(name.number)
    return _FORMS.index(name.form), grammar


def _keys(name: Name, entry: Named, language: str) -> Iterator[tuple[str, int]]:
    """The keys of a form, each with what the text must look like."""
    text = name.text
    doubtful = _DOUBTFUL if entry.written.doubtful else 0
    letters = text.replace(".", "").replace("-", "")
    if name.form is Form.ABBREVIATION and letters.isascii() and letters.isupper():
        yield _EXACT_MARK + text, _EXACT | doubtful
        return
    capital = text[:1].isupper()
    known = rules(language)
    if name.form is Form.ADJECTIVE and known is not None and not known.capital_adjectives:
        capital = False
    flags = (_CAPITAL if capital else _ANY) | doubtful
    key = fold(text)
    yield key, flags
    accentless = bare(key)
    person = bool(entry.ids) and entry.ids[0].startswith((Kind.PERSON, Kind.CITY))
    if accentless != key and len(accentless) == len(key):
        if person:
            yield accentless, flags
        elif capital and accentless[0] != key[0]:
            yield accentless[0] + key[1:], flags


_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
"""What a trie cannot look up."""


class Index:
    """Finds the names of a language in texts."""

    def __init__(self, compiled: Compiled, language: str) -> None:
        self.names = compiled.names
        self._groups = [tuple(ids) for ids in compiled.groups]
        self._trie: Any = marisa_trie.RecordTrie(_RECORD).frombytes(compiled.trie)
        self._spaced = has_spaces(language)
        self._start = _START if self._spaced else _UNSPACED
        known = rules(language)
        self._proclitics = sorted(known.proclitics, key=len, reverse=True) if known else []
        self._articles = dict(known.articles) if known else {}
        self._inhabitants = known is not None and known.capital_inhabitants

    def find(self, text: str) -> Iterator[Mention]:
        """The longest names at each place, from left to right, none inside another."""
        text = _UNREADABLE.sub("\ufffd", text)
        folded = fold(text)
        taken = 0
        for match in self._start.finditer(text):
            start = match.start()
            if start < taken:
                continue
            found = self._at(text, folded, start) or self._behind(text, folded, start)
            if found is not None:
                taken = found.end
                if found.ids:
                    yield found

    def _at(self, text: str, folded: str, start: int, lead: str = "") -> Mention | None:
        ahead = folded[start : start + _LONGEST]
        keys = self._trie.prefixes(lead + ahead)
        if text[start].isupper() and not lead:
            written = text[start : start + _LONGEST].replace("\u00a0", " ")
            keys += self._trie.prefixes(_EXACT_MARK + written)
        for key in sorted(keys, key=lambda key: -len(key.lstrip(_EXACT_MARK))):
            end = start + len(key) - len(lead) - key.startswith(_EXACT_MARK)
            if not self._ends(text, start, end):
                continue
            fitting = [record for record in self._trie[key] if _fits(record, text, start, end)]
            if fitting:
                return self._mention(text, start, end, [Record(*record) for record in fitting])
        return None

    def _behind(self, text: str, folded: str, start: int) -> Mention | None:
        """A name behind what is written onto its front."""
        for proclitic in self._proclitics:
            if folded.startswith(proclitic, start):
                inner = start + len(proclitic)
                if inner + 2 < len(text):
                    lead = self._articles.get(proclitic, "")
                    found = self._at(text, folded, inner, lead)
                    if found is not None:
                        return found
        return None

    def _ends(self, text: str, start: int, end: int) -> bool:
        """True where a word ends, and in scripts without spaces where no loanword goes on."""
        if end >= len(text):
            return True
        if text[end - 1] == "-":
            return text[end].isalnum()
        if not self._spaced and _HAN.match(text, end - 1):
            before = start and _KATAKANA.match(text, start - 1)
            return not (before or _KATAKANA.match(text, end - 1))
        return not text[end].isalnum()

    def _mention(self, text: str, start: int, end: int, records: Sequence[Record]) -> Mention:
        best = min(records, key=lambda record: (bool(record.group), record.flags, record.form))
        if not best.group:
            return Mention(start, end, (), Form.SHORT)
        same = [record for record in records if record.group]
        ids = dict.fromkeys(key for record in same for key in self._groups[record.group])
        readings = {record.grammar for record in same if record.form == best.form}
        grammar = best.grammar if len(readings) == 1 else 0
        form = _FORMS[best.form]
        if self._inhabitants and form is Form.ADJECTIVE and _is_noun(text, start):
            form = Form.INHABITANT
        return Mention(
            start,
            end,
            tuple(ids),
            form,
            _GENDERS[grammar // 4],
            _NUMBERS[grammar % 4],
            all(record.flags & _DOUBTFUL for record in same),
        )


def _is_noun(text: str, start: int) -> bool:
    return text[start].isupper() and not text[start : start + 3].isupper()


def _fits(record: Sequence[int], text: str, start: int, end: int) -> bool:
    flags = record[3]
    if flags & _CAPITAL:
        return text[start].isupper()
    if flags & _EXACT:
        # Among capitals alone an abbreviation may be any word.
        around = text[max(0, start - 15) : start] + text[end : end + 15]
        return not around.isupper() or end - start > 4
    return True


def dictionary(index: Index, key: str) -> tuple[Name, ...]:
    """The names of an entity as they were written down, preferred ones first."""
    return tuple(
        Name(text, Form(form), Gender(gender) if gender else None)
        for text, form, gender in index.names.get(key, ())
    )


@lru_cache(maxsize=4096)
def inflected(name: Name, language: str, person: Gender | None) -> tuple[Name, ...]:
    """All the forms of a written form; ``person`` is the gender of whose name it is."""
    written = Written(name.text, name.form, gender=name.gender)
    return tuple(dict.fromkeys(forms(written, language, person)))

"""Every name of every entity in one language, from all sources, before it is inflected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.knowledge.model import Form, Kind
from audit.knowledge.tables import Row, Written
from audit.language.lexicon.words import has_frequencies, zipf
from audit.language.places.country_data import Countries, countries, has_names, names

_USUAL = 4.2
"""Zipf frequency from which a word of a currency's name is rather that word."""
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")


@dataclass(frozen=True, slots=True)
class Named:
    """One written form of one entity; several ids where the form names several."""

    ids: tuple[str, ...]
    """None where a longer name only holds that of an entity by chance."""
    written: Written


def gather(rows: Iterable[Row], language: str) -> Iterator[Named]:
    """The names in that language; what comes first for an entity is its preferred name."""
    if has_names(language):
        yield from _states(language)
    found = list(rows)
    for row in found:
        yield from (Named((row.id,), written) for written in row.names.get(language, ()))
    if has_names(language):
        yield from _exemplars(found, language)
        yield from _currencies(found, language)
    if is_latin(language):
        for row in found:
            yield from (Named((row.id,), written) for written in row.names.get("mul", ()))


_OF_BODIES = (Kind.UNION, Kind.BODY, Kind.TITLE, Kind.PARLIAMENT, Kind.FORCES)


def short_names(rows: Iterable[Row]) -> dict[str, list[tuple[str, str]]]:
    """By abbreviation of a body: each language that uses it, and the id."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if row.id.startswith(tuple(f"{kind}:" for kind in _OF_BODIES)):
            for language, names in row.names.items():
                for written in names:
                    if written.form is Form.ABBREVIATION and not written.doubtful:
                        found.setdefault(written.text, []).append((language, row.id))
    return found


def is_latin(language: str) -> bool:
    """True for a language whose names of states are in the Latin script."""
    return has_names(language) and any(LATIN.match(name) for _, name in names(language))


def _states(language: str) -> Iterator[Named]:
    for code, name in names(language):
        form = Form.ABBREVIATION if _is_short(name) else Form.SHORT
        yield Named((f"{Kind.STATE}:{code}",), Written(name, form))
    data = countries(language)
    if data is not None:
        yield from _told(data)


def _told(data: Countries) -> Iterator[Named]:
    for form in data.skip:
        yield Named((), Written(form, Form.SHORT))
    for rivals in data.rivals:
        for name in rivals.names:
            yield Named((f"{Kind.STATE}:{rivals.code}",), Written(name, Form.SHORT))
    for shared in data.shared:
        ids = tuple(f"{Kind.STATE}:{code}" for code in shared.codes)
        yield from (Named(ids, Written(name, Form.SHORT)) for name in shared.names)
        yield from (Named(ids, Written(name, Form.ADJECTIVE)) for name in shared.adjectives)
    for code, parts in data.prefixes.items():
        ids = (f"{Kind.STATE}:{code}",)
        yield from (Named(ids, Written(f"{part}-", Form.PREFIX)) for part in parts)
    if not data.complete:  # Stems, or a few states only: the tables know better.
        return
    for code, state in data.states.items():
        ids = (f"{Kind.STATE}:{code}",)
        yield from (Named(ids, Written(name, Form.ADJECTIVE)) for name in state.adjectives)
        yield from (Named(ids, Written(name, Form.INHABITANT)) for name in state.people)
        for name in state.doubtful:
            form = Form.SHORT if name[:1].isupper() else Form.ADJECTIVE
            yield Named(ids, Written(name, form, doubtful=True))


def _is_short(name: str) -> bool:
    return name.isascii() and name.replace(".", "").isupper()


def _exemplars(rows: Iterable[Row], language: str) -> Iterator[Named]:
    """The cities of CLDR's time zones, which are capitals and other great cities."""
    from babel import Locale

    english, own = (Locale.parse(tag).time_zones for tag in ("en", language))
    zones = {zone: entry["city"] for zone, entry in own.items() if "city" in entry}
    by_name: dict[str, str] = {}
    for row in rows:
        if row.id.startswith(Kind.CITY):
            for written in row.names.get("mul", ()):
                by_name.setdefault(written.text, row.id)
    for zone, name in sorted(zones.items()):
        last = zone.rsplit("/", 1)[-1].replace("_", " ")
        key = by_name.get(english.get(zone, {}).get("city", last)) or by_name.get(last)
        if key is not None and len(name) > 1:
            yield Named((key,), Written(name, Form.SHORT))


def _currencies(rows: Iterable[Row], language: str) -> Iterator[Named]:
    """CLDR's names of the currencies in use, and words of these that no other has."""
    from babel import Locale
    from babel.numbers import get_currency_name

    used = {
        fact.subject for row in rows for fact in row.facts if fact.subject.startswith(Kind.CURRENCY)
    }
    known = Locale.parse(language).currencies
    spelled: dict[str, tuple[str, ...]] = {}
    for key in sorted(used):
        code = key.partition(":")[2]
        if code in known:
            counted = (get_currency_name(code, count, language) for count in (None, 1, 5))
            spelled[key] = tuple(dict.fromkeys(counted))
    shared = Counter(
        word for forms in spelled.values() for word in {w for form in forms for w in form.split()}
    )
    adjectives = {named.written.text.casefold() for named in _states(language)}
    for key, forms in spelled.items():
        for form in forms:
            yield Named((key,), Written(form, Form.SHORT))
            if not is_latin(language):
                continue
            words = form.split()
            word = words[-1] if language_puts_last(language) else words[0]
            alone = len(words) > 1 and shared[word] == 1 and word.casefold() not in adjectives
            if alone and len(word) > 3 and _is_rare(word, language):
                yield Named((key,), Written(word.lower(), Form.SHORT))


def language_puts_last(language: str) -> bool:
    """True where the noun of a currency stands behind its adjective: ``Nigerian naira``."""
    from babel.numbers import get_currency_name

    return get_currency_name("RUB", locale=language).split()[0][:3].casefold() == "rus" or bool(
        get_currency_name("TRY", locale=language).split()[0][:3].casefold() in ("tur", "tür")
    )


def _is_rare(word: str, language: str) -> bool:
    return not has_frequencies(language) or zipf(word, language) < _USUAL

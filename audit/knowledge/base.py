"""The knowledge base: what is known of whom, and who is named in a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path

import babel
import msgspec

from audit.core import prepared
from audit.core.reference import root
from audit.knowledge.cities import settle, sizes
from audit.knowledge.gather import gather, short_names
from audit.knowledge.index import Compiled, Index, build, dictionary, inflected
from audit.knowledge.model import (
    Confusable,
    Entity,
    Fact,
    Form,
    Gender,
    Kind,
    Mention,
    Name,
    Number,
    Relation,
)
from audit.knowledge.tables import Row, read
from audit.language.places.country_data import has_names

FOLDER = "knowledge"
_Stated = tuple[str, str, str, str | None, str | None, str | None]


class Core(msgspec.Struct, frozen=True):
    """Entities and facts as they are kept between runs."""

    entities: dict[str, tuple[str | None, int | None]]
    """Gender and population by id."""
    facts: list[_Stated]
    by_subject: dict[str, list[int]]
    by_object: dict[str, list[int]]


class KnowledgeBase:
    """Entities, their names per language, facts about them."""

    def __init__(self, user: tuple[str, ...] = ()) -> None:
        self._paths = (*sorted((root() / FOLDER).glob("*.tsv")), *map(Path, user))
        self._languages: dict[str, Index | None] = {}

    @cached_property
    def _seal(self) -> str:
        """All that the compiled forms depend on."""
        data = hashlib.sha256(babel.__version__.encode())
        told = (root().glob(f"languages/*/{topic}.toml") for topic in ("name-forms", "countries"))
        for path in (*self._paths, *sorted(chain(*told)), *_code()):
            data.update(path.read_bytes())
        return data.hexdigest()

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(row for path in self._paths for row in read(path, shown=_shown(path)))

    @cached_property
    def _core(self) -> Core:
        def made() -> bytes:
            return msgspec.msgpack.encode(_core(self._rows))

        return msgspec.msgpack.decode(prepared.kept("knowledge", self._seal, made), type=Core)

    def _index(self, language: str) -> Index | None:
        code = _base(language)
        if code not in self._languages:
            self._languages[code] = self._load(code) if has_names(code) else None
        return self._languages[code]

    def _load(self, language: str) -> Index:
        def made() -> bytes:
            genders = {row.id: row.gender for row in self._rows if row.gender is not None}
            named = settle(gather(self._rows, language), sizes(self._rows), language)
            return msgspec.msgpack.encode(build(named, language, genders))

        data = prepared.kept(f"knowledge.{language}", self._seal, made)
        return Index(msgspec.msgpack.decode(data, type=Compiled), language)

    def supports(self, language: str) -> bool:
        """True where at least the names of states are known."""
        return self._index(language) is not None

    @lru_cache(maxsize=4096)  # noqa: B019  One base per process.
    def mentions(self, text: str, language: str) -> tuple[Mention, ...]:
        """The entities named in a text, in order; none overlaps another, longer ones win."""
        index = self._index(language)
        return () if index is None else tuple(index.find(text))

    def ids(self, kind: Kind) -> Iterator[str]:
        """The entities of a kind."""
        return (key for key in self._core.entities if key.startswith(f"{kind}:"))

    def entity(self, key: str) -> Entity | None:
        """The entity of that id, or None."""
        found = self._core.entities.get(key)
        if found is None:
            return None
        gender, population = found
        return Entity(
            key, Kind(key.partition(":")[0]), Gender(gender) if gender else None, population
        )

    def facts(self, key: str, relation: Relation | None = None) -> tuple[Fact, ...]:
        """The facts with that subject."""
        return self._stated(self._core.by_subject.get(key, []), relation)

    def about(self, key: str, relation: Relation | None = None) -> tuple[Fact, ...]:
        """The facts with that object."""
        return self._stated(self._core.by_object.get(key, []), relation)

    def _stated(self, places: list[int], relation: Relation | None) -> tuple[Fact, ...]:
        rows = (self._core.facts[place] for place in places)
        return tuple(_fact(row) for row in rows if relation is None or row[1] == relation)

    @lru_cache(maxsize=16384)  # noqa: B019
    def state(self, key: str) -> str | None:
        """The state that an entity belongs to; itself for a state; None for none or several."""
        if key.startswith(Kind.STATE):
            return key
        relations = (Relation.STATE_OF, Relation.CURRENCY_OF, Relation.HOLDS)
        for relation in relations:
            found = {fact.object for fact in self.facts(key, relation)}
            states = {one for one in found if one.startswith(Kind.STATE)}
            if states:
                return states.pop() if len(states) == 1 else None
        return None

    def names(self, key: str, language: str) -> tuple[Name, ...]:
        """Every written form of an entity in that language."""
        index = self._index(language)
        if index is None:
            return ()
        entity = self.entity(key)
        person = entity.gender if entity is not None else None
        return tuple(
            form
            for name in dictionary(index, key)
            for form in inflected(name, _base(language), person)
        )

    def name(
        self,
        key: str,
        language: str,
        form: Form = Form.SHORT,
        gender: Gender | None = None,
        number: Number | None = None,
    ) -> str | None:
        """The preferred written form that fits, or None."""
        for name in self.names(key, language):
            fits = name.gender in (gender, None) if gender else True
            if name.form is form and fits and (number is None or name.number in (number, None)):
                return name.text
        return None

    @cached_property
    def abbreviations(self) -> dict[str, list[tuple[str, str]]]:
        """Short names of unions, bodies and ranks: the languages that use them, and the entity.

        ``mul`` is any language of the Latin script.
        """

        def made() -> bytes:
            return msgspec.msgpack.encode(short_names(self._rows))

        data = prepared.kept("knowledge.abbreviations", self._seal, made)
        return msgspec.msgpack.decode(data, type=dict[str, list[tuple[str, str]]])

    def confusable(self, key: str, language: str) -> tuple[Confusable, ...]:
        """What the entity is mistaken for in that language."""
        return self._confusions(_base(language)).get(key, ())

    @lru_cache(maxsize=64)  # noqa: B019
    def _confusions(self, language: str) -> dict[str, tuple[Confusable, ...]]:
        from audit.knowledge.confusion import confusions

        def made() -> bytes:
            return msgspec.msgpack.encode(confusions(self, language))

        data = prepared.kept(f"knowledge.{language}.confusions", self._seal, made)
        return msgspec.msgpack.decode(data, type=dict[str, tuple[Confusable, ...]])

    def held(self, person: str, office: str, of: str, on: str | None = None) -> bool | None:
        """Whether a person held an office then, or ever; None where nothing is known of either."""
        terms = self.facts(person, Relation.HOLDS)
        if not terms:
            return None
        return any(
            term.office == office and term.object == of and (on is None or covers(term, on))
            for term in terms
        )


def covers(fact: Fact, on: str) -> bool:
    """True where a fact was in force on a day; days cut off are compared as far as they go."""
    since, until = fact.since or "", fact.until or "9999"
    return since[: len(on)] <= on[: len(since) or None] and on[: len(until)] <= until[: len(on)]


def _core(rows: tuple[Row, ...]) -> Core:
    entities: dict[str, tuple[str | None, int | None]] = {}
    facts: list[_Stated] = []
    by_subject: dict[str, list[int]] = {}
    by_object: dict[str, list[int]] = {}
    for row in rows:
        gender, population = entities.get(row.id, (None, None))
        entities[row.id] = (row.gender or gender, row.population or population)
        for fact in row.facts:
            by_subject.setdefault(fact.subject, []).append(len(facts))
            by_object.setdefault(fact.object, []).append(len(facts))
            for key in (fact.subject, fact.object, fact.office):
                if key is not None and ":" in key:
                    entities.setdefault(key, (None, None))
            facts.append(
                (fact.subject, fact.relation, fact.object, fact.since, fact.until, fact.office)
            )
    return Core(entities, facts, by_subject, by_object)


def _fact(row: _Stated) -> Fact:
    subject, relation, thing, since, until, office = row
    return Fact(subject, Relation(relation), thing, since, until, office)


def _base(language: str) -> str:
    return language.split("-", 1)[0]


def _shown(path: Path) -> str:
    return f"reference/{FOLDER}/{path.name}" if path.parent == root() / FOLDER else str(path)


def _code() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.py"))


@cache
def knowledge(user: tuple[str, ...] = ()) -> KnowledgeBase:
    """The knowledge base of this process.

    Args:
        user: paths of a desk's own tables.
    """
    return KnowledgeBase(user)

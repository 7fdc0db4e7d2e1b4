"""What the knowledge base holds: entities, their names, facts about them, mentions in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an entity is; its id starts with it (``state:NE``)."""

    STATE = "state"
    """The id ends with the code of ISO 3166-1; territories with a code of their own as well."""
    REGION = "region"
    """Continents and parts of the world, parts of states, disputed areas."""
    CITY = "city"
    """The id ends with the number of GeoNames."""
    UNION = "union"
    """States that share organs or an alliance: European Union, NATO, African Union."""
    BODY = "body"
    """Other organisations and institutions: World Health Organization, European Commission."""
    PARLIAMENT = "parliament"
    PARTY = "party"
    AGENCY = "agency"
    """News agencies."""
    FORCES = "forces"
    """Armed forces and groups, security and secret services."""
    COMPANY = "company"
    MEDIUM = "medium"
    """Newspapers and stations."""
    CURRENCY = "currency"
    """The id ends with the code of ISO 4217."""
    PERSON = "person"
    OFFICE = "office"
    """An office that many states have: president, foreign minister."""
    TITLE = "title"
    """Ranks and forms of address."""


class Form(StrEnum):
    """How a name names."""

    SHORT = "short"
    """The usual name; the full name of a person."""
    OFFICIAL = "official"
    ABBREVIATION = "abbreviation"
    ADJECTIVE = "adjective"
    INHABITANT = "inhabitant"
    METONYM = "metonym"
    """What stands for it in the press: Kremlin, Downing Street."""
    PREFIX = "prefix"
    """The first part of compounds: ``franco-``."""
    SURNAME = "surname"
    """Of a person who is called so without a first name."""


class Gender(StrEnum):
    """Grammatical gender of a form, or the gender of a person."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


class Number(StrEnum):
    """Grammatical number of a form."""

    SINGULAR = "s"
    PLURAL = "p"


class Relation(StrEnum):
    """What a fact says of its subject and its object."""

    STATE_OF = "state_of"
    """Subject (city, region, parliament, party, agency, forces, company, person) belongs to the
    object, a state; for a person: is a national or politician of it."""
    CAPITAL_OF = "capital_of"
    """City, state."""
    SEAT_OF = "seat_of"
    """City, the body, union or parliament that has its seat there; also a state's government."""
    CURRENCY_OF = "currency_of"
    """Currency, state or union."""
    NEIGHBOUR = "neighbour"
    """State, state; both ways."""
    IN_REGION = "in_region"
    """State, part of the world."""
    MEMBER_OF = "member_of"
    """State, union or body."""
    PART_OF = "part_of"
    """Body, the union or body that it is an organ of."""
    SPEAKS = "speaks"
    """State, code of a language that its press writes (the object is no entity)."""
    MISTAKEN_FOR = "mistaken_for"
    """One thing, another that a published correction shows in its place; both ways."""
    HOLDS = "holds"
    """Person, state, union or body; ``Fact.office`` says which office."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the world."""

    id: str
    """``kind:key``."""
    kind: Kind
    gender: Gender | None = None
    """Of a person."""
    population: int | None = None
    """Of a city."""


@dataclass(frozen=True, slots=True)
class Name:
    """One written form of one entity in one language."""

    text: str
    form: Form
    gender: Gender | None = None
    """None where the form has none, or all of them."""
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """``subject relation object``, in force from ``since`` until ``until``."""

    subject: str
    relation: Relation
    object: str
    since: str | None = None
    """ISO 8601, cut off where unknown: ``2017-05-14``, ``2017``. None: as long as need be."""
    until: str | None = None
    """As ``since``; None: still in force when the data was written."""
    office: str | None = None
    """Id of the office, for ``HOLDS``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named in a text, ``text[start:end]``."""

    start: int
    end: int
    ids: tuple[str, ...]
    """More than one where the form alone does not tell (``Congo``), never none."""
    form: Form
    gender: Gender | None = None
    number: Number | None = None
    doubtful: bool = False
    """True where the words often mean something else: may support, should not accuse."""

    @property
    def id(self) -> str | None:
        """The entity, or None where there are several."""
        return self.ids[0] if len(self.ids) == 1 else None


@dataclass(frozen=True, slots=True)
class Confusable:
    """What an entity is mistaken for."""

    id: str
    """The entity that may have been meant."""
    reason: str
    """``spelling``, ``source spelling``, ``affix``, ``head noun``, ``reported``, ``neighbour``."""
    detail: str
    """The two forms, for an editor: ``nigérien / nigérian``."""

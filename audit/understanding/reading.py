"""The sentences of an article with what is known of their words, each looked up once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from audit.core.patterns.phrases import Hit
from audit.knowledge import Form, Mention, knowledge
from audit.language.codes.tags import base
from audit.language.numbers.quantities.find import find
from audit.language.numbers.quantities.value import Quantity
from audit.language.text.tokens import Token, tokens
from audit.model.document import Document, Segment
from audit.model.understanding import Spot, Understanding
from audit.understanding.data import Cue, Gender, LanguageCues, Role, cue_phrases, language_cues

if TYPE_CHECKING:
    from audit.understanding.acronyms import Expansion
    from audit.understanding.calendar import Dated
    from audit.understanding.counts import Count
    from audit.understanding.persons import Person

_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]*(?:[»”\"]|$)|^[^«»“”„\"]*[»”]")


_LOW_QUOTED = re.compile(r"„[^„“”]*(?:[“”]|$)")
_INWARD_QUOTED = re.compile(r"»[^«»]*(?:«|$)")
_ADJECTIVES = frozenset({Form.ADJECTIVE, Form.INHABITANT})


@dataclass(frozen=True, slots=True)
class StateMention:
    """A state in a sentence."""

    start: int
    end: int
    code: str
    """ISO 3166-1."""
    adjective: bool
    """Also for the inhabitant."""


class Sentence:
    """One sentence of an article's prose.

    Args:
        segment: as segmented.
        position: among the article's prose.
        language: code without region.
    """

    def __init__(self, segment: Segment, position: int, language: str) -> None:
        self.segment = segment
        self.position = position
        self.language = language
        self.text = segment.text

    @cached_property
    def hits(self) -> tuple[Hit[Cue], ...]:
        """The phrases of ``reference/languages/`` in it."""
        return tuple(cue_phrases(self.language).finditer(self.text))

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """Its tokens."""
        return tokens(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers and dates."""
        return find(self.text, self.language)

    @cached_property
    def known(self) -> tuple[Mention, ...]:
        """What the knowledge base knows in it."""
        return knowledge().mentions(self.text, self.language)

    @cached_property
    def states(self) -> tuple[StateMention, ...]:
        """The states that it surely mentions, by name, adjective or inhabitant."""
        return tuple(
            StateMention(one.start, one.end, one.ids[0].partition(":")[2], one.form in _ADJECTIVES)
            for one in self.known
            if one.id is not None and one.id.startswith("state:") and not one.doubtful
        )

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Where somebody else speaks."""
        pattern = _QUOTED
        if "„" in self.text:
            pattern = _LOW_QUOTED
        elif 0 <= self.text.find("»") < self.text.find("«"):
            pattern = _INWARD_QUOTED
        return tuple((match.start(), match.end()) for match in pattern.finditer(self.text))

    def is_quoted(self, start: int) -> bool:
        """True inside quotation marks."""
        return any(low <= start < high for low, high in self.quoted)

    def of(self, *roles: Role) -> Iterator[tuple[Hit[Cue], Cue]]:
        """The hits that do one of these things."""
        for hit in self.hits:
            for cue in hit.values:
                if cue.role in roles:
                    yield hit, cue
                    break

    def has(self, *roles: Role) -> bool:
        """True where any hit does one of these things."""
        return next(self.of(*roles), None) is not None

    def spot(self, start: int, end: int) -> Spot:
        """A place in it."""
        return Spot(self.segment.index, start, end, self.text[start:end])


class Reading:
    """An article as it is read for understanding.

    Args:
        document: the article.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = base(document.language.code)
        self.data: LanguageCues = language_cues(self.language) or LanguageCues(
            language=self.language, sources=()
        )
        self.sentences: Sequence[Sentence] = [
            Sentence(segment, position, self.language)
            for position, segment in enumerate(document.article_segments())
        ]

    @property
    def opens_apart(self) -> bool:
        """True where the first sentence is a block of its own, without a full stop: a headline."""
        if len(self.sentences) < 2:
            return False
        first, second = self.sentences[:2]
        return first.segment.block != second.segment.block and first.text[-1:].isalnum()

    @cached_property
    def people(self) -> list[Person]:
        """Whom the article speaks of."""
        from audit.understanding.persons import persons

        return persons(self)

    @cached_property
    def counts(self) -> dict[str, list[Count]]:
        """The counted things, by noun."""
        from audit.understanding.counts import counts

        return counts(self)

    @cached_property
    def dated(self) -> tuple[Dated, ...]:
        """The dates that have a day of the week."""
        from audit.understanding.calendar import dated

        return tuple(dated(self))

    @cached_property
    def expansions(self) -> tuple[Expansion, ...]:
        """The acronyms that the article explains."""
        from audit.understanding.acronyms import expansions

        return tuple(expansions(self))

    @cached_property
    def understanding(self) -> Understanding:
        """All entities and claims."""
        from audit.understanding.claims import collect

        return collect(self)


def gender_of(hit: Hit[Cue], role: Role) -> Gender | None:
    """The gender that a hit says in this role; None for neither or both."""
    found = {cue.gender for cue in hit.values if cue.role is role}
    return next(iter(found)) if len(found) == 1 else None

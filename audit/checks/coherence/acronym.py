"""COH007: an acronym that does not stand for the words beside it."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.understanding import Spot
from audit.model.wording import say
from audit.understanding.acronyms import Expansion, replaced
from audit.understanding.reading import Reading

RULE = Rule(
    id="COH007",
    name="acronym-expansion",
    summary="An acronym does not stand for the words beside it.",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="inconsistency",
    severity=Severity.MAJOR,
    languages=None,
)
_LEAST = 3
"""Letters of an acronym whose initials are compared."""


class AcronymExpansion(CoherenceCheck):
    """
    ## What it finds
    An acronym in brackets that is another body's than the name before it, or that the article
    explains in two ways.

    ## Why it matters
    Either the name or the acronym is that of another body: readers cannot tell which one acted.

    ## Example
    Bad: `l'Organisation mondiale du tourisme (OMC)`
    Good: `l'Organisation mondiale du tourisme (OMT)`

    ## How it decides
    Where the knowledge base has both the name and the acronym, they must be one body; else that
    is *major*. Two expansions of one acronym that share no word, both with its first
    letter, are *major* too. An acronym that
    differs from the initials before it by one letter is minor: many stay as in the source. An
    acronym of the headline that the text never names, where another stands in the same list of
    three, is *major*.

    ## Languages
    Those with data in `reference/languages/<code>/understanding.toml`; names of bodies in twelve.

    ## How to suppress
    `<!-- traudit-ignore COH007: reason -->` before the paragraph, or `--ignore COH007`.
    """

    rule = RULE

    def contradictions(self, reading: Reading) -> Iterator[Contradiction]:
        """Each expansion by itself, then against the first of its acronym."""
        first: dict[str, Expansion] = {}
        for one in reading.expansions:
            earlier = first.setdefault(one.acronym, one)
            found = _other_body(one) or (_two(one, earlier) if earlier is not one else None)
            found = found or _initials(one)
            if found is not None:
                yield found
        other = replaced(reading)
        if other is not None:
            yield _not_in_the_text(*other)


def _other_body(one: Expansion) -> Contradiction | None:
    if one.known is None or set(one.known[0].ids) & set(one.known[1].ids):
        return None
    return _contradiction(one, Severity.MAJOR, 0.9)


def _not_in_the_text(new: Spot, headline: Spot) -> Contradiction:
    return Contradiction(
        new,
        (headline,),
        say(
            "`{text}` stands where the headline has `{other}`, which the text never names.",
            text=new.text, other=headline.text,
        ),
        Severity.MAJOR,
        0.7,
        f"acronym:{headline.text}:{new.text}",
    )  # fmt: skip


def _two(one: Expansion, earlier: Expansion) -> Contradiction | None:
    stems = {word[:5] for word in one.words}
    initials = {each.words[0][:1].upper() for each in (one, earlier)}
    if stems & {word[:5] for word in earlier.words} or initials != {one.acronym[0]}:
        return None
    return Contradiction(
        one.long,
        (earlier.long,),
        say(
            "`{acronym}` stands for `{text}` here, and for `{other}` before.",
            acronym=one.acronym, text=one.long.text, other=earlier.long.text,
        ),
        Severity.MAJOR,
        0.75,
        f"acronym:{one.acronym}:{' '.join(one.words)}",
    )  # fmt: skip


def _initials(one: Expansion) -> Contradiction | None:
    """One letter that is not that of its word."""
    letters = "".join(word[0] for word in one.words).upper()
    if len(letters) != len(one.acronym) or len(letters) < _LEAST or one.known is not None:
        return None
    wrong = sum(a != b for a, b in zip(letters, one.acronym, strict=True))
    if wrong != 1 or letters[0] != one.acronym[0]:
        return None
    return _contradiction(one, Severity.MINOR, 0.5)


def _contradiction(one: Expansion, severity: Severity, confidence: float) -> Contradiction:
    return Contradiction(
        one.spot,
        (one.long,),
        say(
            "`{acronym}` does not stand for `{text}`: one of the two is wrong.",
            acronym=one.acronym,
            text=one.long.text,
        ),
        severity,
        confidence,
        f"acronym:{one.acronym}:{' '.join(one.words)}",
    )

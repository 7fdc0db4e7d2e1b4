"""COH001: one person is spoken of as a man and as a woman."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.understanding import Claim, ClaimKind
from audit.model.wording import Wording, say
from audit.understanding.data import Gender
from audit.understanding.reading import Reading

RULE = Rule(
    id="COH001",
    name="person-gender",
    summary="One person is spoken of as a man and as a woman.",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="inconsistency",
    severity=Severity.MAJOR,
    languages=None,
)
_SURE = 1.5
"""Least strength of the two claims together for a major contradiction."""
_LEAST = 1.42


class PersonGender(CoherenceCheck):
    """
    ## What it finds
    A person with the titles, offices, verb forms or pronouns of a man in one place and of a woman
    in another.

    ## Why it matters
    Translation from languages without genders (Turkish, Persian, Chinese, Finnish) or of sentences
    without a subject guesses one anew in each sentence. Readers lose track of who speaks.

    ## Example
    Bad: `La juge Dembélé a levé la séance. ... Le juge Dembélé reprendra jeudi.`
    Good: `La juge Dembélé` in both places.

    ## How it decides
    Names are joined over full name and surname. A title (`M.`, `Mrs`), an office with its article
    (`la juge`), an ending that agrees with a name (`née`), a verb form (`сказала`) and a pronoun of
    a speech tag, where only one person can be meant, each make a claim with its strength; a first
    name that only women or only men have is a weak one. Where a language says the masculine office
    of women too, it makes none. Two opposed claims whose strengths add up make a *major*
    finding, weaker ones a minor one. Couples and persons of one surname are left alone.

    ## Languages
    Those with data on persons: French, English, Spanish, German, Italian, Portuguese, Russian.

    ## How to suppress
    `<!-- traudit-ignore COH001: reason -->` before the paragraph, or `--ignore COH001`.
    """

    rule = RULE

    def contradictions(self, reading: Reading) -> Iterator[Contradiction]:
        """A contradiction for each person of two genders."""
        for actor, claims in reading.understanding.of(ClaimKind.GENDER).items():
            rare, common = _sides(claims)
            if rare and common:
                found = _contradiction(actor, rare, common)
                if found is not None:
                    yield found


def _sides(claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims of either gender, the rarer first; of two alike, the later."""
    sides: dict[str, list[Claim]] = {}
    for claim in claims:
        sides.setdefault(claim.value, []).append(claim)
    if len(sides) < 2:
        return [], []
    first, second = sides.values()
    return (first, second) if len(first) < len(second) else (second, first)


def _contradiction(
    actor: str, rare: Sequence[Claim], common: Sequence[Claim]
) -> Contradiction | None:
    suspect = max(rare, key=lambda claim: claim.strength)
    against = max(common, key=lambda claim: claim.strength)
    strength = suspect.strength + against.strength
    if strength < _LEAST:
        return None
    others = tuple(dict.fromkeys(claim.spot for claim in (against, *common)))
    return Contradiction(
        suspect.spot,
        others,
        _message(suspect, against),
        Severity.MAJOR if strength >= _SURE else Severity.MINOR,
        round(min(0.95, suspect.strength * against.strength + 0.1), 2),
        f"gender:{actor}",
    )  # fmt: skip


def _message(suspect: Claim, against: Claim) -> Wording:
    both = {"text": suspect.spot.text, "other": against.spot.text}
    if suspect.value == Gender.MASCULINE:
        return say("`{text}` speaks of a man, `{other}` of a woman: it is the same person.", **both)
    return say("`{text}` speaks of a woman, `{other}` of a man: it is the same person.", **both)

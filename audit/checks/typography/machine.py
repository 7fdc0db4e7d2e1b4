"""Typography that no human sets: what tokenizers leave behind, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit.checks.typography.faults import Fault, Finder, Place, all_places
from audit.language.text.facts import facts as language_facts
from audit.language.text.typography import Typography
from audit.model.document import Segment
from audit.model.finding import Severity
from audit.model.suggestion import Suggestion, advise
from audit.model.wording import Wording, say, say_many

_SPACES = r" \u00a0\u202f\u2009"
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏΆ-ӿ"
"""Of alphabets that set spaces around quotation marks."""
_APART = rf"(?<=[{_LETTER}])[{_SPACES}]['’][{_SPACES}](?=[{_LETTER}])"
_RAISED = r"(?<=[a-zß-ÿ,] )(?:[LDCJMTSN]|Qu|Dell|Nell|All|Un)['’][a-zß-ÿ]+"
_RAISED_LEAST = 2
"""Of one alone, a title (the newspaper *L'avenir*) is likelier."""
_GLUED = rf"(?<=[{_LETTER}])[\"«»“”„](?=[{_LETTER}])|(?<=[{_LETTER}]),\"(?=[{_LETTER}])"
_WIDE = rf"(?<=[{_LETTER}0-9])[{_SPACES}]?[（）：，。；！？・－、]"
_WIDE_STOP = "。"


def apart(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Spaces on both sides of an apostrophe."""
    message = say("The apostrophe stands between two spaces, as a tokenizer leaves it")
    return _fault("apostrophe-apart", _APART, segments, message, advise(say("Delete the spaces.")))


def raised(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Capitals before an apostrophe inside sentences (``le plan D'urgence``)."""
    message = say("A word before an apostrophe is capitalised inside the sentence")
    found = _fault("raised", _RAISED, segments, message, advise(say("Write it small.")))
    return found if found is not None and len(found.places) >= _RAISED_LEAST else None


def glued(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Quotation marks with a letter on either side."""
    message = say("A quotation mark stands without a space between two words")
    return _fault("quote-glued", _GLUED, segments, message, advise(say("Put the space back.")))


def wide(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Full-width marks of Chinese or Japanese behind letters of an alphabet."""
    known = language_facts(facts.language)
    if known is not None and _WIDE_STOP in known.sentences.ends:
        return None
    message = say("A mark of Chinese or Japanese typography stands in the text")
    return _fault("wide-mark", _WIDE, segments, message, advise(say("Write the usual mark.")))


def reversed_marks(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """An opening mark where a quotation ends (``« Non « , dit-il``), or the reverse."""
    opening, closing = re.escape(facts.quotes[0]), re.escape(facts.quotes[2])
    if opening == closing or facts.quotes[0] not in "«“「":
        return None
    end = rf"{opening}(?=[{_SPACES}]*(?:[,.;:!?]|$))"
    pattern = rf"(?<=\S){end}|(?<=\S[{_SPACES}]){end}"
    message = say("An opening quotation mark stands where the quotation ends")
    advice = advise(say("Turn the mark around."))
    return _fault("quote-reversed", pattern, segments, message, advice)


def unpaired(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Marks whose partner is missing in the article."""
    if facts.quotes[0] not in "«“「" or facts.quotes[0] == facts.quotes[2]:
        return None
    places = tuple(_without_partner(segments, facts.quotes[0], facts.quotes[2]))
    message = say("A quotation mark has no partner")
    advice = advise(say("Open or close the quotation."))
    return _of_places("quote-unpaired", places, message, advice) if places else None


def _without_partner(segments: Sequence[Segment], opening: str, closing: str) -> Iterator[Place]:
    pattern = re.compile(f"[{re.escape(opening)}{re.escape(closing)}]")
    open_at: Place | None = None
    for segment in segments:
        for mark in pattern.finditer(segment.text):
            place = Place(segment, mark.start(), mark.end())
            if mark.group() == opening:
                same = open_at is not None and open_at.segment.block == segment.block
                # A quotation of several paragraphs opens anew in each.
                if same and open_at is not None:
                    yield open_at
                open_at = place
            elif open_at is None and _ends_words(segment.text, mark.start()):
                yield place
            else:
                open_at = None
    if open_at is not None:
        yield open_at


def _ends_words(text: str, at: int) -> bool:
    before = text[max(0, at - 2) : at].rstrip(" \u00a0\u202f")[-1:]
    return before.isalnum() or before in tuple(".,!?…")


def _fault(
    kind: str, pattern: str, segments: Sequence[Segment], message: Wording, advice: Suggestion
) -> Fault | None:
    places = all_places(segments, pattern)
    return _of_places(kind, places, message, advice) if places else None


def _of_places(kind: str, places: tuple[Place, ...], what: Wording, advice: Suggestion) -> Fault:
    message = say_many(
        "{what} ({number} place).", "{what} ({number} places).", len(places), what=what
    )
    return Fault(kind, message, Severity.MINOR, places, advice)


FINDERS: tuple[Finder, ...] = (apart, raised, glued, wide, reversed_marks, unpaired)

"""ENT002: one name in several spellings, within an article or across the articles of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from audit.checks.interface import Check, CheckContext, CrossCandidate
from audit.language.lexicon import has_lemmas, is_known
from audit.language.names_key import name_key
from audit.language.tokens import Token, tokens
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Occurrence, Rule, Severity, SignalKind
from audit.model.text import LineIndex

RULE = Rule(
    id="ENT002",
    name="name-spelling",
    summary="One name is written in several ways.",
    category="terminology/inconsistent-use-of-terminology",
    its_type="inconsistency",
    severity=Severity.MAJOR,
    languages=None,
)
SHORTEST = 5
"""Shorter words share keys by chance."""
ALIKE = 0.55
"""Least part of the letters that two spellings share."""


class NameSpelling(Check):
    """
    ## What it finds

    Two spellings of one foreign name, such as two transliterations, in one article or in several
    articles of a run. Either spelling may be right; mixing them is not.

    ## Why it matters

    Readers take two spellings for two people. Searches and archives find half of the articles.

    ## Example

    Bad: `M. Tcherenkov ... Cherenkov a répondu`
    Good: `M. Tcherenkov ... Tcherenkov a répondu`

    ## How it decides

    Capitalised words of five letters or more that are in no word list of the language are compared
    by a key that transliterations of one name share. The same first or last name beside both is a
    second signal and makes the finding major; alone, it is minor. Forms that differ by an ending
    of the language are left alone.

    ## Languages

    Names in Latin script, in articles of any language with a word list (simplemma, about 50).

    ## How to suppress

    `--ignore ENT002`.
    """

    rule = RULE

    def supports(self, language: str) -> bool:
        return has_lemmas(_base(language))

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        forms = _forms(context)
        for left, right in _pairs(forms):
            common, rare = _by_use(left, right)
            yield _candidate(rare, common, _shared_context(left, right))

    def run_across(self, contexts: Sequence[CheckContext]) -> Iterable[CrossCandidate]:
        indexes = {id(one): LineIndex(one.document.source.text) for one in contexts}
        for left, right in combinations(
            [one for one in contexts if self.supports(one.language)], 2
        ):
            if _base(left.language) != _base(right.language):
                continue
            here, there = _forms(left), _forms(right)
            for one in here.values():
                for other in there.values():
                    if other.text in here or one.text in there or not _same_name(one, other):
                        continue
                    candidate = _candidate(one, other, _shared_context(one, other))
                    places = (
                        _occurrence(left, indexes[id(left)], one),
                        _occurrence(right, indexes[id(right)], other),
                    )
                    yield CrossCandidate(candidate, places)


@dataclass(slots=True)
class Form:
    """One spelling with its places and the capitalised words beside it."""

    text: str
    places: list[tuple[Segment, Token]]
    neighbours: set[str]


def _forms(context: CheckContext) -> dict[str, Form]:
    """Spellings of names in the article, by their text."""
    language = _base(context.language)
    forms: dict[str, Form] = {}
    for segment in context.document.segments:
        if segment.kind not in ARTICLE_KINDS or segment.text.isupper():
            continue
        words = [token for token in tokens(segment.text) if token.kind == "word"]
        for index, token in enumerate(words):
            if not _is_name(token, language):
                continue
            form = forms.setdefault(token.text, Form(token.text, [], set()))
            form.places.append((segment, token))
            beside = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
            form.neighbours.update(name_key(one.text) for one in beside if one.is_capitalised)
    return forms


def _is_name(token: Token, language: str) -> bool:
    text = token.text
    return (
        len(text) >= SHORTEST
        and text[0].isupper()
        and not text.isupper()
        and text.replace("-", "").replace("’", "").replace("'", "").isalpha()
        and not is_known(text.lower(), language)
    )


def _pairs(forms: dict[str, Form]) -> Iterator[tuple[Form, Form]]:
    by_key: dict[str, list[Form]] = {}
    for form in forms.values():
        by_key.setdefault(name_key(form.text), []).append(form)
    for group in by_key.values():
        for left, right in combinations(group, 2):
            if _same_name(left, right):
                yield left, right


def _same_name(left: Form, right: Form) -> bool:
    one, two = left.text, right.text
    if one == two or name_key(one) != name_key(two) or _is_inflection(one, two):
        return False
    ratio = SequenceMatcher(None, one.casefold(), two.casefold(), autojunk=False).ratio()
    return ratio >= ALIKE or bool(_shared_context(left, right))


def _is_inflection(one: str, two: str) -> bool:
    """True when one is derived from the other: Obama, Obamas; Biélorusse, Biélorussie."""
    short, long = sorted((one.casefold(), two.casefold()), key=len)
    if long.startswith(short):
        return len(long) - len(short) <= 3
    stem = next(i for i, char in enumerate(long) if i >= len(short) or char != short[i])
    return stem >= 6 and len(short) - stem <= 2 and 1 <= len(long) - len(short) <= 3


def _shared_context(left: Form, right: Form) -> tuple[str, ...]:
    """Keys of capitalised words that stand beside both: a shared first name."""
    own = {name_key(left.text), name_key(right.text)}
    return tuple(sorted(key for key in (left.neighbours & right.neighbours) - own if len(key) > 1))


def _by_use(left: Form, right: Form) -> tuple[Form, Form]:
    """(the commoner, the rarer); of two as common, the first is taken as the article's."""
    return (left, right) if len(left.places) >= len(right.places) else (right, left)


def _candidate(form: Form, other: Form, shared: tuple[str, ...]) -> Candidate:
    segment, token = form.places[0]
    here, there = len(form.places), len(other.places)
    evidence = [
        Evidence(
            SignalKind.CHECK,
            f"`{form.text}` ({here}×) and `{other.text}` ({there}×) are spellings of one sound.",
            (("key", name_key(form.text)), ("forms", (form.text, other.text))),
        )
    ]
    if shared:
        detail = "The same name stands beside both of them."
        evidence.append(Evidence(SignalKind.CONTEXT, detail, (("beside", shared),)))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(token.start, token.end),
        text=form.text,
        message=f"`{form.text}` and `{other.text}` look like one name in two spellings.",
        severity=Severity.MAJOR if shared else Severity.MINOR,
        confidence=0.9 if shared else 0.7,
        evidence=tuple(evidence),
        suggestion=f"Write it one way, for example `{other.text}`.",
        key=f"name:{min(form.text, other.text)}|{max(form.text, other.text)}",
    )


def _occurrence(context: CheckContext, lines: LineIndex, form: Form) -> Occurrence:
    segment, token = form.places[0]
    span = segment.map.span(token.start, token.end)
    line, column = lines.position(span.start)
    return Occurrence(context.document.path, span.start, span.end, line, column, form.text)


def _base(code: str) -> str:
    return code.split("-", 1)[0].lower()

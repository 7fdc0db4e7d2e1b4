"""What findings say: the templates in the sources, and the texts of the reference data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract

PACKAGE = Path(__file__).resolve().parent.parent / "audit"
KEYWORDS = {"say": None, "say_many": (1, 2), "marked": None}
"""The functions of ``audit.model.wording``, by the places of their templates."""

Text = tuple[str | tuple[str, ...], str | None]
"""A text or (one, many), and its context."""


def texts() -> list[Text]:
    """All of them, each once, in a fixed order."""
    every = (*_said(), *_rules(), *_names(), *_reference())
    return list(dict.fromkeys(every))


def _said() -> Iterator[Text]:
    """First arguments of the functions that make a sentence."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if b"audit.model.wording" in path.read_bytes():
            with path.open("rb") as file:
                for _, message, _, _ in extract("python", file, KEYWORDS):
                    yield tuple(message) if isinstance(message, (list, tuple)) else message, None


def _rules() -> Iterator[Text]:
    """Names, summaries and categories of the rules."""
    from audit.checks import CHECKS

    for name in CHECKS:
        rule = CHECKS.load(name).rule
        yield rule.summary, None
        yield rule.name, "rule"
        yield str(rule.category), "category"


def _names() -> Iterator[Text]:
    """Stages, kinds of blocks, what links the items of a listing, units and scripts."""
    from audit.language.text.alphabet import SCRIPTS
    from audit.metrics import METRICS
    from audit.model.document import BlockKind
    from audit.model.report import STAGES

    yield from ((name, None) for name in (*STAGES, *(kind.value for kind in BlockKind)))
    yield from ((link, "link") for link in ("and", "or", ";"))
    yield from ((METRICS.load(name).unit, None) for name in METRICS)
    yield from ((script, None) for script in sorted(set(SCRIPTS.values())))


def _reference() -> Iterator[Text]:
    """Texts of the reference data that stand in sentences."""
    from audit.checks.consistency.opposition.data import languages, oppositions
    from audit.checks.entities.confusable.data import groups
    from audit.checks.grammar.grammalecte.program import facts
    from audit.language.text.phrasings import patterns, supported
    from audit.terms.entries import shipped

    for group in groups():
        for concept in group.concept:
            yield from ((text, None) for text in (concept.label, concept.definition))
            yield concept.domain, None
    for termbase in shipped():
        for entry in termbase.concepts:
            yield entry.domain, None
            yield entry.definition.rstrip("."), None
            notes = (term.note for _, term in entry.terms if term.note)
            yield from ((note.rstrip("."), None) for note in notes)
    for language in sorted(supported()):
        for pattern in patterns(language):
            yield pattern.phrasing.message, None
            if pattern.phrasing.suggestion:
                yield pattern.phrasing.suggestion, None
    for language in sorted(languages()):
        yield from ((one.label, None) for one in oppositions(language).values())
    yield from ((kind.label, None) for kind in facts().kind)

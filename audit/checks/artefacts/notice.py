"""PRV001: the article says itself that it was translated, by machine or by somebody."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.language.codes.names import english_name
from audit.language.codes.tags import base
from audit.model.category import Category
from audit.model.document import Document, Notice
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.wording import Name, Wording, say


class MachineTranslationNotice(Check):
    """The article says that it is a translation, and mostly that a machine made it.

    ## What it finds
    Notices such as "This article was translated by AI", in seventeen languages, and the language
    of the original where they name one. A notice speaks of the article that it stands in: a
    report about machine translation, or a quotation of a notice, is not one. Where the notice
    names another language than the one given as the source, that is said too.

    ## Why it matters
    It is a fact, not a fault. An editor must know that nobody wrote these sentences and which
    language the names and terms came from; the round trip goes through that language.

    ## Example
    Bad: `Cet article a été traduit automatiquement du turc.` under `--source-lang en`: the two
    contradict each other, and one of them is wrong.
    Good: the same notice with `--source-lang tr`, or without the option: it is only reported.

    ## Languages
    Any. The notices known are those of `reference/languages/<code>/notices.toml`, whatever the
    article is in.

    ## How to suppress
    `<!-- traudit-ignore PRV001: reason -->` before the notice, or `--ignore PRV001`.
    """

    rule = Rule(
        id="PRV001",
        name="machine-translation-notice",
        summary="The article says that it was translated by machine",
        category=Category.OTHER_PROVENANCE,
        its_type="other",
        severity=Severity.MINOR,
        languages=None,
    )

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate a notice: neutral, or minor where it contradicts the caller."""
        return [
            self._candidate(context.document, notice)
            for notice in context.document.provenance.notices
        ]

    def _candidate(self, document: Document, notice: Notice) -> Candidate:
        source, given = notice.source_language, _given(document)
        contradicted = source is not None and given is not None and base(source) != base(given)
        segment = next((s for s in document.segments if s.span.overlaps(notice.span)), None)
        return Candidate(
            rule=self.rule,
            segment=None if segment is None else segment.index,
            span=notice.span,
            text=notice.text,
            message=_message(notice, source, given if contradicted else None),
            severity=Severity.MINOR if contradicted else Severity.NEUTRAL,
            confidence=_CONFIDENCE,
            evidence=(_evidence(notice),),
            key=f"{notice.id} {source or 'und'}",
        )


_CONFIDENCE = 0.95
"""The patterns are narrow; none of 12,000 lines of clean news matches one."""


def _given(document: Document) -> str | None:
    """The source language that the caller gave."""
    provenance = document.provenance
    return provenance.source_language if provenance.origin == "option" else None


def _evidence(notice: Notice) -> Evidence:
    return Evidence(
        SignalKind.CHECK,
        say("The text matches the notice pattern {pattern}.", pattern=notice.id),
        (
            ("pattern", notice.id),
            ("source_language", notice.source_language),
            ("machine", "yes" if notice.machine else "not said"),
        ),
    )


def _message(notice: Notice, source: str | None, given: str | None) -> Wording:
    """What the notice says, and the language that was given where it is another one."""
    if source is None:
        if notice.machine:
            return say(
                "The article says that it was translated by machine, without saying from which "
                "language."
            )
        return say("The article says that it was translated, without saying from which language.")
    if given is not None:
        both = {"language": _shown(source), "given": _shown(given)}
        if notice.machine:
            return say(
                "The article says that it was translated by machine from {language}, but the "
                "source language given is {given}.",
                **both,
            )
        return say(
            "The article says that it was translated from {language}, but the source language "
            "given is {given}.",
            **both,
        )
    if notice.machine:
        return say(
            "The article says that it was translated by machine from {language}.",
            language=_shown(source),
        )
    return say("The article says that it was translated from {language}.", language=_shown(source))


def _shown(code: str) -> Name:
    name = english_name(code)
    return Name(f"{name} ({code})" if name else code, "language", code)

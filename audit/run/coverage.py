"""Which kinds of error were looked for in an article, with what, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.checks.entities.confusable.data import FRAMES
from audit.core.reference import languages_of
from audit.language.codes.display import language_code, language_name
from audit.language.codes.identify import IDENTIFIED, identify_together
from audit.language.codes.scripts import labels
from audit.language.codes.tags import base
from audit.language.numbers.data import number_facts
from audit.model.coverage import Coverage, ErrorKind, Looked, Means
from audit.model.document import UNDETERMINED
from audit.model.passed_over import passed_over
from audit.model.report import CheckRun, CheckStatus, DocumentReport
from audit.model.wording import listing, say

_BY_PREFIX = {
    "ENT": ErrorKind.ENTITIES, "NUM": ErrorKind.NUMBERS, "UNT": ErrorKind.UNTRANSLATED,
    "TRM": ErrorKind.TERMINOLOGY, "OMI": ErrorKind.COMPLETENESS, "ADD": ErrorKind.COMPLETENESS,
    "RTL": ErrorKind.COMPLETENESS, "QE": ErrorKind.MISTRANSLATION, "LLM": ErrorKind.MISTRANSLATION,
    "GRM": ErrorKind.GRAMMAR,
    "CON": ErrorKind.CONSISTENCY, "COH": ErrorKind.CONSISTENCY, "UNI": ErrorKind.CONSISTENCY,
    "ART": ErrorKind.ARTEFACTS, "TYP": ErrorKind.TYPOGRAPHY,
}  # fmt: skip
_BY_RULE = {
    "ART006": ErrorKind.GRAMMAR, "ART007": ErrorKind.GRAMMAR, "ART008": ErrorKind.GRAMMAR,
}  # fmt: skip
_NO_ERRORS = frozenset({"SUP", "PRV", "FUR"})
_PARTIAL = frozenset({"ENT002", "ENT005", "ENT007", "NUM002", "ART008", "COH004"})
"""Rules that find a small part of the errors of their kind: alone they do not cover it."""
_STATES = "ENT001"
"""It knows states in every language, words and institutions in few."""
_ARTICLE, _SOURCE, _TRIP = (Means.ARTICLE,), (Means.SOURCE,), (Means.ROUND_TRIP,)
_NEEDS = {
    "ENT004": _SOURCE, "ENT008": _SOURCE, "OMI001": _SOURCE, "ADD001": _SOURCE, "RTL001": _TRIP,
    "QE001": _SOURCE, "QE002": _SOURCE, "QE003": _SOURCE, "QE004": _SOURCE,
    "LLM001": _SOURCE,
    "POL001": _SOURCE, "COH010": _SOURCE,
    "ENT003": (Means.SOURCE, Means.ROUND_TRIP),
}  # fmt: skip
"""What a rule looks with; the others look at the article alone."""


def kind_of(rule: str) -> ErrorKind | None:
    """The kind of error that a rule looks for; None where it is no error of the translation."""
    prefix = rule.rstrip("0123456789")
    if prefix in _NO_ERRORS or prefix.startswith("USR"):
        return None
    return _BY_RULE.get(rule) or _BY_PREFIX.get(prefix, ErrorKind.MISTRANSLATION)


def means_of(rule: str, language: str) -> tuple[Means, ...]:
    """With what a rule can find something in a language that it supports."""
    if rule == "NUM001":
        known = (Means.ARTICLE,) if number_facts(base(language)) is not None else ()
        return (*known, Means.SOURCE, Means.ROUND_TRIP)
    return _NEEDS.get(rule, _ARTICLE)


def is_partial(rule: str, language: str) -> bool:
    """Whether a rule alone leaves most errors of its kind in a language unseen."""
    return rule in _PARTIAL or (rule == _STATES and base(language) not in languages_of(FRAMES))


def coverage(report: DocumentReport) -> tuple[Coverage, ...]:
    """All kinds of error, in the order of :class:`ErrorKind`."""
    found = []
    for kind in ErrorKind:
        if kind is ErrorKind.LANGUAGE:
            found.append(_language(report))
        elif kind is ErrorKind.ROUND_TRIP:
            found.append(_round_trip(report))
        else:
            found.append(_of_checks(report, kind))
    return tuple(found)


def can_identify(language: str) -> bool:
    """Whether text left in another language can be told from text in this one."""
    return base(language) in labels().common


def _of_checks(report: DocumentReport, kind: ErrorKind) -> Coverage:
    language = report.document.language.code
    here = _available(report)
    means: set[Means] = set()
    rules, whole = [], False
    for run in (one for one in report.checks if kind_of(one.rule) is kind):
        used = [one for one in means_of(run.rule, language) if one in here]
        if run.status is CheckStatus.RAN and used and not _is_idle(run):
            means.update(used)
            rules.append(run.rule)
            whole = whole or not is_partial(run.rule, language)
    if kind is ErrorKind.UNTRANSLATED and not can_identify(language):
        reason = say(
            "text in {language} cannot be told from text in other languages",
            language=language_name(language),
        )
        return Coverage(kind, Looked.NO, (), (), reason)
    over = passed_over(report.document) if kind is ErrorKind.UNTRANSLATED else None
    if over is not None and over.is_most and rules:
        reason = say(
            "{number} words of running text stand outside the article, the first of them in line "
            "{line}, and only {audited} in it",
            number=over.words, line=over.line, audited=over.audited,
        )  # fmt: skip
        return Coverage(
            kind, Looked.PARTLY, tuple(one for one in Means if one in means), tuple(rules), reason
        )
    looked = Looked.YES if whole else Looked.PARTLY if rules else Looked.NO
    why = None if looked is Looked.YES else _why(report, kind)
    return Coverage(kind, looked, tuple(one for one in Means if one in means), tuple(rules), why)


def _is_idle(run: CheckRun) -> bool:
    """A rule that says what it lacked; one that only left out a part still looked."""
    return run.reason is not None and run.rule not in ("GRM001", "LLM001", "USR001")


def _available(report: DocumentReport) -> frozenset[Means]:
    found = {Means.ARTICLE}
    if report.source is not None:
        found.add(Means.SOURCE)
    if any(one is not None and one.reliable for one in report.back_translations):
        found.add(Means.ROUND_TRIP)
    return frozenset(found)


def _why(report: DocumentReport, kind: ErrorKind) -> str:
    """Why a kind was not looked for, or only in part."""
    runs = [one for one in report.checks if kind_of(one.rule) is kind]
    if not runs:
        return say("no rule for it was selected")
    language = language_code(report.document.language.code, quoted=True)
    parts: list[str] = []
    if any(run.status is CheckStatus.FAILED for run in runs):
        parts.append(say("a check crashed"))
    if any(run.status is CheckStatus.UNSUPPORTED for run in runs):
        parts.append(say("no data for language {language}", language=language))
    parts.extend(_lacking(report, runs))
    parts.extend(run.reason for run in runs if run.status is CheckStatus.RAN and run.reason)
    unique = list(dict.fromkeys(parts)) or [say("only few of these errors can be found")]
    return unique[0] if len(unique) == 1 else listing(unique[:3], ";")


def _lacking(report: DocumentReport, runs: Iterable[CheckRun]) -> Iterator[str]:
    language, here = report.document.language.code, _available(report)
    for run in runs:
        if run.status is not CheckStatus.RAN or run.reason:
            continue
        needed = means_of(run.rule, language)
        if needed and not here.intersection(needed):
            yield (
                say("no source was given")
                if Means.ROUND_TRIP not in needed
                else say("there is neither a source nor a round trip")
                if Means.SOURCE in needed
                else say("there is no round trip")
            )


def _language(report: DocumentReport) -> Coverage:
    kind, language = ErrorKind.LANGUAGE, report.document.language
    if language.code == UNDETERMINED:
        reason = say("the language of the article could not be told")
        return Coverage(kind, Looked.NO, (), (), reason)
    read = identify_together([one.text for one in report.document.article_segments()])
    if (
        language.origin != IDENTIFIED
        and read.code != UNDETERMINED
        and not labels().are_close(read.code, language.code)
    ):
        reason = say(
            "said to be in {said}, but it reads as {read}",
            said=language_name(language.code), read=language_name(read.code),
        )  # fmt: skip
        return Coverage(kind, Looked.NO, (), (), reason)
    return Coverage(kind, Looked.YES, _ARTICLE, (), None)


def _round_trip(report: DocumentReport) -> Coverage:
    wanted = report.document.article_segments()
    back = [report.back_translations[one.index] for one in wanted]
    came = sum(one is not None and one.reliable for one in back)
    reason = report.unmeasured
    if came < len(wanted) and reason is None:
        reason = say("{number} of {all} segments came back reliably", number=came, all=len(wanted))
    looked = Looked.NO if not came else Looked.YES if came == len(wanted) else Looked.PARTLY
    return Coverage(ErrorKind.ROUND_TRIP, looked, _TRIP if came else (), (), reason)

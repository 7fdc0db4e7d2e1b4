"""The baseline: findings that are known, told from new ones by fingerprint and count.

A finding is known when its id stands in the baseline. The id ends in the how-manieth of its
evidence in the article it is; where that place has changed, one entry still covers one finding of
the same evidence, so that two known ones and a third make one new one, whichever it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from audit.model.finding import BaselineState, Finding
from audit.model.report import CheckStatus, DocumentReport, Report

UNKNOWABLE = frozenset({"SUP001"})
"""Rules whose findings no baseline holds: a suppression that has expired is never old news."""
_QUOTED = 80
"""Code points of the text that an entry quotes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known finding."""

    id: str
    """Its fingerprint, with its count behind ``-`` from the second one on."""
    rule: str
    paths: tuple[str, ...]
    """The article, or those of a finding across articles, named from the baseline's folder."""
    text: str
    """What it speaks of, shortened: for the people who read the file."""
    reason: str | None = None
    """Why it is no error; None where nobody has judged it."""
    date: str | None = None
    """Day of that judgement, ISO 8601."""
    reviewer: str | None = None

    @property
    def fingerprint(self) -> str:
        """The id without its count."""
        return self.id.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Baseline:
    """All entries, sorted by article, rule and id, each id once."""

    engine: str | None
    """Of the runs that it was made by; None when not known. Others see other findings."""
    entries: tuple[Entry, ...]


def baseline(engine: str | None, entries: Iterable[Entry]) -> Baseline:
    """A baseline of these entries; the first of each id holds."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    ordered = sorted(found.values(), key=lambda one: (one.paths, one.rule, one.id))
    return Baseline(engine, tuple(ordered))


def mark(report: Report, known: Baseline) -> Report:
    """The report with every finding told to be new or unchanged."""
    covered = {finding_id for finding_id, _ in matched(report, known)}

    def told(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(
            replace(
                one,
                baseline=BaselineState.UNCHANGED if one.id in covered else BaselineState.NEW,
            )
            for one in findings
        )

    documents = tuple(replace(one, findings=told(one.findings)) for one in report.documents)
    across = told(report.cross_document_findings)
    return replace(report, documents=documents, cross_document_findings=across)


def matched(report: Report, known: Baseline) -> Iterator[tuple[str, Entry]]:
    """Ids of findings with the entry that covers each."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in known.entries:
        entries[entry.fingerprint].append(entry)
    groups: dict[str, list[str]] = defaultdict(list)
    for finding, _ in coverable(report):
        groups[finding.id.partition("-")[0]].append(finding.id)
    for fingerprint, ids in groups.items():
        own = {entry.id: entry for entry in entries[fingerprint]}
        left = [entry for entry in own.values() if entry.id not in ids]
        for finding_id in ids:
            if finding_id in own:
                yield finding_id, own[finding_id]
            elif left:
                yield finding_id, left.pop(0)


def coverable(report: Report) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """Findings that a baseline may hold, with the paths of their articles.

    What is suppressed in the article has its reason there and needs no entry.
    """
    for document in report.documents:
        for finding in document.findings:
            if _is_coverable(finding):
                yield finding, (document.document.path,)
    for finding in report.cross_document_findings:
        if _is_coverable(finding):
            yield finding, tuple(sorted({place.path for place in finding.occurrences}))


def _is_coverable(finding: Finding) -> bool:
    return finding.suppression is None and finding.rule not in UNKNOWABLE


def entries(report: Report, name: Callable[[str], str]) -> tuple[Entry, ...]:
    """An entry for each finding of a report; ``name`` names articles from the baseline."""
    return tuple(
        Entry(finding.id, finding.rule, tuple(map(name, paths)), quoted(finding.text))
        for finding, paths in coverable(report)
    )


def quoted(text: str) -> str:
    """Text as an entry quotes it: on one line, not longer than a screen is wide."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTED else flat[: _QUOTED - 1] + "…"


def stale(
    report: Report, known: Baseline, name: Callable[[str], str], is_there: Callable[[str], bool]
) -> tuple[Entry, ...]:
    """Entries that nothing needs any more.

    Judged is only what this run could have found: an article that was audited or is gone, a rule
    that ran on it, and the engine that the baseline was made with.

    Args:
        is_there: whether an article of that name still exists.
    """
    used = {entry.id for _, entry in matched(report, known)}
    ran = _ran(report, name)
    engine_differs = known.engine not in (None, report.run.engine)

    def is_judged(entry: Entry) -> bool:
        gone = [path for path in entry.paths if path not in ran and not is_there(path)]
        if len(gone) == len(entry.paths):
            return True
        audited = (path in gone or entry.rule in ran.get(path, ()) for path in entry.paths)
        return not engine_differs and all(audited)

    return tuple(one for one in known.entries if one.id not in used and is_judged(one))


def _ran(report: Report, name: Callable[[str], str]) -> dict[str, frozenset[str]]:
    """By article, the rules that ran on it."""
    own = frozenset(rule.id for rule in report.run.user_rules)

    def rules(document: DocumentReport) -> frozenset[str]:
        done = frozenset(run.rule for run in document.checks if run.status is CheckStatus.RAN)
        return done | own if "USR001" in done else done

    return {name(one.document.path): rules(one) for one in report.documents}


def without(known: Baseline, dropped: Iterable[Entry]) -> Baseline:
    """The baseline without these entries."""
    ids = {entry.id for entry in dropped}
    return replace(known, entries=tuple(one for one in known.entries if one.id not in ids))

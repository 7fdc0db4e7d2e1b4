"""The baseline: findings that are known, told from new ones by the place where they stand.

An entry holds for the sentence that it was accepted in. It survives edits elsewhere, and a rename
of the file; where the sentence stands several times in the article, its neighbours decide. Of two
equal errors the one that was not accepted is never hidden. Entries of older files have no place and
hold for their id alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audit.decision.places import Place, places
from audit.model.finding import BaselineState, Finding
from audit.model.report import CheckStatus, DocumentReport, Report

Namer = Callable[[str], str]
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
    place: Place | None = None
    """None for a finding across articles, and in files before version 1.1."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """All entries, sorted by article, rule, id and place, each id once at a place."""

    engine: str | None
    """Of the runs that it was made by; None when not known. Others see other findings."""
    entries: tuple[Entry, ...]


def baseline(engine: str | None, entries: Iterable[Entry]) -> Baseline:
    """A baseline of these entries; the first of each id and place holds."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        found.setdefault((entry.id, str(entry.place)), entry)
    ordered = sorted(found.values(), key=lambda one: (one.paths, one.rule, one.id, str(one.place)))
    return Baseline(engine, tuple(ordered))


def mark(report: Report, known: Baseline, name: Namer = str) -> Report:
    """The report with every finding told to be new or unchanged.

    Args:
        name: names articles from the folder of the baseline.
    """
    covered = {finding_id for finding_id, _ in matched(report, known, name)}

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


def matched(report: Report, known: Baseline, name: Namer = str) -> Iterator[tuple[str, Entry]]:
    """Ids of findings with the entry that covers each."""
    exact = {entry.id: entry for entry in known.entries if entry.place is None}
    found = places(report)
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding, paths in coverable(report):
        if finding.id in exact:
            yield finding.id, exact[finding.id]
        elif finding.id in found:
            groups[paths[0], found[finding.id].sentence].append(finding.id)
    for (path, sentence), ids in groups.items():
        article = found[ids[0]].article
        entries = [
            entry
            for entry in known.entries
            if entry.place is not None
            and entry.place.sentence == sentence
            and (name(path) in entry.paths or entry.place.article == article)
        ]
        yield from _covered(ids, entries, found)


def _covered(
    ids: Sequence[str], entries: Sequence[Entry], found: Mapping[str, Place]
) -> Iterator[tuple[str, Entry]]:
    """Which entry covers which finding of one sentence of an article."""
    if len(ids) == 1 and len(entries) == 1 and entries[0].place and entries[0].place.alike == 1:
        yield ids[0], entries[0]
        return
    near: dict[str, list[str]] = defaultdict(list)
    for finding_id in ids:
        near[found[finding_id].near].append(finding_id)
    for context, alike in near.items():
        own = [one for one in entries if one.place is not None and one.place.near == context]
        if len(own) >= len(alike):
            yield from zip(alike, own, strict=False)
        else:
            # Nothing but their order tells them apart.
            by_count = {_count(entry.id): entry for entry in own}
            yield from ((one, by_count[_count(one)]) for one in alike if _count(one) in by_count)


def _count(finding_id: str) -> str:
    return finding_id.partition("-")[2]


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
    found = places(report)
    return tuple(
        Entry(
            finding.id,
            finding.rule,
            tuple(map(name, paths)),
            quoted(finding.text),
            place=found.get(finding.id),
        )
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
    used = {entry for _, entry in matched(report, known, name)}
    ran = _ran(report, name)
    engine_differs = known.engine not in (None, report.run.engine)

    def is_judged(entry: Entry) -> bool:
        gone = [path for path in entry.paths if path not in ran and not is_there(path)]
        if len(gone) == len(entry.paths):
            return True
        audited = (path in gone or entry.rule in ran.get(path, ()) for path in entry.paths)
        return not engine_differs and all(audited)

    return tuple(one for one in known.entries if one not in used and is_judged(one))


def _ran(report: Report, name: Callable[[str], str]) -> dict[str, frozenset[str]]:
    """By article, the rules that ran on it."""
    own = frozenset(rule.id for rule in report.run.user_rules)

    def rules(document: DocumentReport) -> frozenset[str]:
        done = frozenset(run.rule for run in document.checks if run.status is CheckStatus.RAN)
        return done | own if "USR001" in done else done

    return {name(one.document.path): rules(one) for one in report.documents}


def without(known: Baseline, dropped: Iterable[Entry]) -> Baseline:
    """The baseline without these entries."""
    gone = set(dropped)
    return replace(known, entries=tuple(one for one in known.entries if one not in gone))

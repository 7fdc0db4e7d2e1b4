"""What becomes of a reviewer's decisions: baseline entries, ledger rows, and what is in the way.

Applying the same decisions again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from audit.decision.baseline import Baseline, Entry, baseline, quoted
from audit.decision.ledger import Row, merged
from audit.decision.places import Place, places
from audit.decision.verdicts import Decision, Verdicts
from audit.model.report import Report


@dataclass(frozen=True, slots=True)
class Facts:
    """What a saved report says about the findings that decisions speak of."""

    findings: Mapping[str, tuple[str, tuple[str, ...]]]
    """By id: the rule, and the paths of the articles."""
    articles: Mapping[str, str]
    """By path: the hash of the text."""
    engine: str | None
    shown: str
    """The file of the report, in messages."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """By id, of findings of one article."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What decisions are applied to."""

    known: Baseline
    rows: tuple[Row, ...]
    name: Callable[[str], str]
    """The name of an article by its path."""
    facts: Facts | None
    """None without a report."""
    never: Collection[str]
    """Rules that no baseline may hide."""
    today: date


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of it."""

    known: Baseline
    rows: tuple[Row, ...]
    conflicts: tuple[str, ...]
    """Decisions that contradict each other, a rule or the policy: not done."""
    stale: tuple[str, ...]
    """Decisions about what is no longer there: kept in the ledger only."""


def facts(report: Report, shown: str) -> Facts:
    """What a report says about its findings."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {
        one.id: (one.rule, (document.document.path,))
        for document in report.documents
        for one in document.findings
    }
    for one in report.cross_document_findings:
        found[one.id] = (one.rule, tuple(sorted({place.path for place in one.occurrences})))
    articles = {one.document.path: one.document.source.sha256 for one in report.documents}
    return Facts(found, articles, report.run.engine, shown, places(report))


def apply(verdicts: Verdicts, ground: Ground) -> Applied:
    """The baseline and the ledger with the decisions of one reviewer.

    A false alarm becomes a baseline entry with its reason, unless another reviewer confirms the
    error or the policy never suppresses its rule. Every decision is in the ledger; of two of one
    reviewer on one finding the newer holds.
    """
    work = _Work(verdicts, ground)
    for one in _settled(verdicts.decisions, work.conflicts):
        work.take(one)
    return work.done()


def _settled(decisions: Iterable[Decision], conflicts: list[str]) -> list[Decision]:
    """One decision on each finding: the newest, where one is; else none, and a conflict."""
    groups: dict[str, list[Decision]] = defaultdict(list)
    for one in decisions:
        groups[one.key].append(one)
    kept = []
    for group in groups.values():
        newest = max(one.moment for one in group)
        last = list(dict.fromkeys(one for one in group if one.moment == newest))
        if len(last) == 1:
            kept.append(last[0])
        else:
            said = " and ".join(sorted({one.decision for one in last}))
            conflicts.append(f"{_told(last[0])}: decided twice in one file ({said}), neither later")
    return kept


@dataclass(slots=True)
class _Work:
    verdicts: Verdicts
    ground: Ground
    conflicts: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    added: list[Row] = field(default_factory=list)
    touched: dict[str, Decision] = field(default_factory=dict)
    """Findings whose entry in the baseline follows from the ledger now."""

    def take(self, one: Decision) -> None:
        facts = self.ground.facts
        known = facts.findings.get(one.id) if facts is not None and one.id else None
        if facts is not None and known is not None and known[0] != one.rule:
            self.conflicts.append(f"{_told(one)}: is a finding of {known[0]} in {facts.shown}")
            return
        self.added.append(self._row(one))
        if one.id is None:
            self._age(one)
        elif facts is not None and known is None and one.document in facts.articles:
            self.stale.append(f"{_told(one)}: is no longer in {facts.shown}")
        else:
            self.touched[one.id] = one
            if known is None:
                self._age(one)

    def _age(self, one: Decision) -> None:
        """Tells when the article is not the one that was reviewed."""
        now = self.ground.facts.articles.get(one.document) if self.ground.facts else None
        if now is not None and one.sha256 is not None and now != one.sha256:
            self.stale.append(f"{_told(one)}: the article has changed since it was reviewed")

    def _row(self, one: Decision) -> Row:
        return Row(
            decision=one.decision,
            document=self.ground.name(one.document),
            text=quoted(one.text),
            rule=one.rule,
            id=one.id,
            place=None if one.id else f"{one.start}-{one.end}",
            reviewer=self.verdicts.reviewer,
            decided_at=one.decided_at,
            reason=_flat(one.reason),
            correction=one.correction or None,
            severity=one.severity,
            version=self.verdicts.version,
        )

    def done(self) -> Applied:
        rows = merged([*self.ground.rows, *self.added])
        said: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            said[row.about].append(row)
        entries = {entry.id: entry for entry in self.ground.known.entries}
        for finding, one in self.touched.items():
            entry = self._entry(finding, one, said[finding], entries.get(finding))
            if entry is not None:
                entries[finding] = entry
            elif finding in entries and entries[finding].reason is not None:
                # It stood there as a false alarm, which does not hold any more.
                del entries[finding]
        engine = self.ground.known.engine
        if engine is None and self.ground.facts is not None:
            engine = self.ground.facts.engine
        known = baseline(engine if entries else self.ground.known.engine, entries.values())
        return Applied(known, rows, tuple(self.conflicts), tuple(self.stale))

    def _entry(
        self, finding: str, one: Decision, rows: list[Row], before: Entry | None
    ) -> Entry | None:
        """The entry of a finding by all that was said of it; None where it is no false alarm."""
        alarms = [row for row in rows if row.decision == "false-alarm"]
        if not alarms:
            return None
        others = [row for row in rows if row.decision == "confirm"]
        if others:
            people = f"a false alarm for {_who(alarms[0])}, confirmed by {_who(others[0])}"
            self.conflicts.append(f"{_told(one)}: {people}")
            return None
        if one.rule in self.ground.never:
            self.conflicts.append(f"{_told(one)}: the policy never suppresses {one.rule}")
            return None
        facts = self.ground.facts
        place = facts.places.get(finding) if facts is not None else None
        same = before is not None and (place is None or before.place in (None, place))
        if before is not None and same and before.reason and any(map(_is(before), alarms)):
            return before if place is None else replace(before, place=place)
        last = max(alarms, key=lambda row: (row.decided_at or "", row.reviewer or ""))
        day = last.decided_at[:10] if last.decided_at else self.ground.today.isoformat()
        known = facts.findings.get(finding) if facts is not None else None
        paths = tuple(sorted(map(self.ground.name, known[1] if known else (one.document,))))
        rule = one.rule or ""
        return Entry(finding, rule, paths, last.text, last.reason, day, last.reviewer, place)


def _is(entry: Entry) -> Callable[[Row], bool]:
    return lambda row: (row.reason, row.reviewer) == (entry.reason, entry.reviewer)


def _who(row: Row) -> str:
    return row.reviewer or "somebody"


def _flat(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _told(one: Decision) -> str:
    what = f"{one.rule} {one.id}" if one.id else "missed"
    return f"{one.document}: {what} `{quoted(one.text)}`"

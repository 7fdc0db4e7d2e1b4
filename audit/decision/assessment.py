"""From candidates to findings: overlapping evidence is fused, severity follows agreement.

Two rules hold for every check, so that no check can break them (docs/concepts.md):

* evidence from the back-translation alone is never above *minor*: a back-translation invents
  errors and hides others;
* *major* and *critical* need two signals of different kinds that agree, unless a person wrote
  the rule.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from audit.model.category import Category
from audit.model.finding import Candidate, Evidence, Finding, Occurrence, Severity, SignalKind
from audit.model.text import LineIndex
from audit.model.wording import Name, say

_PHRASE = 40
"""Code points of a phrase at most: inside a sentence, a word is a fault of its own."""
_SHARED = 0.5
"""Candidates are one finding when they share at least this part of the shorter span."""
_KINDS = {
    "accuracy": "sense", "terminology": "sense",
    "linguistic-conventions": "form", "locale-convention": "form",
    "style": "form",
}  # fmt: skip
"""Dimensions of MQM whose faults are one where they stand on the same words."""


def assess(name: str, text: str, candidates: Iterable[Candidate]) -> tuple[Finding, ...]:
    """The findings of one document, in the order of the text.

    Args:
        name: of the document, in fingerprints (:mod:`audit.decision.naming`).
        text: the file as read, for line and column.
        candidates: of all checks, in any order.
    """
    ordered = sorted(candidates, key=_order)
    lines = LineIndex(text)
    seen: Counter[str] = Counter()
    findings = []
    for group in _groups(ordered):
        fused = _fuse(group)
        findings.append(_finding(name, fused, lines, seen))
    return tuple(findings)


def assess_across(
    found: Iterable[tuple[str, Candidate, tuple[Occurrence, ...]]], texts: dict[str, str]
) -> tuple[Finding, ...]:
    """Findings that concern several documents: (path of the first place, candidate, places).

    Their fingerprints name no document: which one comes first depends on what else is audited.
    """
    indexes = {path: LineIndex(text) for path, text in texts.items()}
    seen: Counter[str] = Counter()
    return tuple(
        replace(
            _finding("", _cap(candidate), indexes[path], seen),
            occurrences=occurrences,
        )
        for path, candidate, occurrences in found
    )


def fingerprint(rule: str, name: str, key: str, count: int) -> str:
    """16 hexadecimal digits that stay the same when the text moves.

    The second finding of the same evidence in a document has the same digits and ends in ``-2``:
    a baseline can count them (:mod:`audit.decision.baseline`).

    Args:
        rule: rule id.
        name: of the document; empty for a finding across documents.
        key: normalised evidence (never a line number).
        count: how many findings with the same rule and key came before in the document.
    """
    parts = "\x1f".join((rule, name, key, "0"))
    digits = hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{digits}-{count + 1}" if count else digits


def normalise(text: str) -> str:
    """Text as compared in fingerprints: NFC, case folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _order(candidate: Candidate) -> tuple[int, int, str, str]:
    return candidate.span.start, -candidate.span.end, candidate.rule.id, candidate.key


def _groups(ordered: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates that speak of the same phrase, together; a group grows while spans overlap."""
    groups: list[list[Candidate]] = []
    for candidate in ordered:
        home = next((group for group in reversed(groups[-8:]) if _joins(candidate, group)), None)
        if home is None:
            groups.append([candidate])
        else:
            home.append(candidate)
    return groups


def _joins(candidate: Candidate, group: Sequence[Candidate]) -> bool:
    return any(_same_phrase(candidate, other) for other in group)


def _same_phrase(left: Candidate, right: Candidate) -> bool:
    if left.suppression != right.suppression:
        # What is accepted of one rule must not take along what another rule says.
        return False
    if _stands_alone(left) or _stands_alone(right):
        return left.rule.id == right.rule.id and left.span == right.span
    if _explains(left, right) or _explains(right, left):
        return True
    if left.source_span is not None or right.source_span is not None:
        # Two things that are missing in one sentence are two faults.
        one, two = left.source_span, right.source_span
        return one is not None and two is not None and one.overlaps(two)
    common = min(left.span.end, right.span.end) - max(left.span.start, right.span.start)
    if common <= 0:
        return False
    shorter, longer = sorted((len(left.span), len(right.span)))
    if common >= _SHARED * longer:
        return True
    if left.rule.id == right.rule.id:
        return common >= _SHARED * shorter
    # `2,6 billions de dollars` and `billions`: one fault, seen by two checks of one kind.
    # Its length is that of the text: `&nbsp;` and tags take room in the file only.
    phrase = max(len(left.text), len(right.text))
    return common == shorter and phrase <= _PHRASE and _kind(left) == _kind(right)


def _explains(whole: Candidate, part: Candidate) -> bool:
    """True where a passage was left in another language: what its words are then is no news."""
    return (
        whole.rule.category == Category.ACCURACY_UNTRANSLATED
        and len(whole.text.split()) > len(part.text.split())
        and whole.span.contains(part.span)
        and whole.severity >= part.severity
    )


def _kind(candidate: Candidate) -> str:
    """What a fault is about: the sense, or the form; the MQM dimension where it is neither."""
    dimension = candidate.rule.category.dimension
    return _KINDS.get(dimension, dimension)


def _stands_alone(candidate: Candidate) -> bool:
    """True for what is no evidence on a phrase: a fact about the text, such as a notice, and what
    a person asked for, which nothing else may hide.
    """
    if candidate.severity == Severity.NEUTRAL:
        return True
    return any(item.signal is SignalKind.USER_RULE for item in candidate.evidence)


def _covers(candidate: Candidate, group: Sequence[Candidate]) -> bool:
    return any(_explains(candidate, other) for other in group)


def _fuse(group: Sequence[Candidate]) -> Candidate:
    """One candidate with all evidence of the group, led by its gravest member."""
    lead = max(
        group, key=lambda one: (_covers(one, group), one.severity, one.confidence, len(one.span))
    )
    others = [one for one in group if one is not lead]
    evidence = list(lead.evidence)
    for other in others:
        if other.rule.id != lead.rule.id:
            detail = say(
                "{rule} {name}: {message}",
                rule=other.rule.id, name=Name(other.rule.name, "rule", other.rule.name),
                message=other.message,
            )  # fmt: skip
            evidence.append(Evidence(SignalKind.CHECK, detail, (("rule", other.rule.id),)))
        evidence.extend(item for item in other.evidence if item not in evidence)
    doubt = 1 - lead.confidence
    for other in {one.rule.id: one for one in others if one.rule.id != lead.rule.id}.values():
        # Half weight: checks look at the same text, so their errors are not independent.
        doubt *= 1 - other.confidence / 2
    fused = replace(
        lead,
        evidence=tuple(evidence),
        confidence=round(1 - doubt, 4),
        suggestion=lead.suggestion
        or next((one.suggestion for one in others if one.suggestion), None),
    )
    return _cap(fused)


def _cap(candidate: Candidate) -> Candidate:
    kinds = {item.signal for item in candidate.evidence if not item.against}
    if SignalKind.USER_RULE in kinds or candidate.severity <= Severity.MINOR:
        return candidate
    return candidate if len(kinds) >= 2 else replace(candidate, severity=Severity.MINOR)


def _finding(name: str, candidate: Candidate, lines: LineIndex, seen: Counter[str]) -> Finding:
    rule = candidate.rule
    key = candidate.key or normalise(candidate.text)
    counted = f"{rule.id}\x1f{key}"
    line, column = lines.position(candidate.span.start)
    finding = Finding(
        id=fingerprint(rule.id, name, key, seen[counted]),
        rule=rule.id,
        category=rule.category,
        its_type=rule.its_type,
        severity=candidate.severity,
        confidence=candidate.confidence,
        span=candidate.span,
        line=line,
        column=column,
        text=candidate.text,
        message=candidate.message,
        suggestion=candidate.suggestion,
        evidence=candidate.evidence,
        segment=candidate.segment,
        suppression=candidate.suppression,
        source_span=candidate.source_span,
    )
    seen[counted] += 1
    return finding

"""Checks, scores and the estimate of one segment. Pure and picklable: it runs in workers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from audit.decision.assessment import assess
from audit.errors import describe
from audit.metrics.calibration import Table
from audit.model.article_run import ArticleRun
from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.segments import SegmentFinding, SegmentScore, Side
from audit.model.user_rule import UserRule
from audit.qe.segments import estimator
from audit.qe.segments.interface import QualityEstimate, SegmentInputs
from audit.run.examine import Examined, Setting, examine
from audit.segments.build import BESIDE
from audit.segments.prepare import Prepared
from audit.terms.model import Termbase


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same for all segments of a run."""

    rules: tuple[str, ...]
    estimator: str
    engine: str
    """Name of the engine."""
    user_rules: tuple[UserRule, ...] = ()
    termbases: tuple[Termbase, ...] = ()
    calibration: tuple[Table, ...] = ()


def judge(setup: Setup, batch: Sequence[Prepared]) -> list[SegmentScore]:
    """One result per segment, in order."""
    return [_guarded(setup, one) for one in batch]


def _guarded(setup: Setup, one: Prepared) -> SegmentScore:
    try:
        return _judge(setup, one)
    except Exception as error:
        # One segment that breaks something must not lose the others.
        message = f"crashed: {describe(error)}"
        signature = f"estimator:{setup.estimator}|failed"
        return SegmentScore(one.document.path, None, message, (), signature, (), (message,))


def _judge(setup: Setup, one: Prepared) -> SegmentScore:
    has_source = one.source is not None and bool(one.source.segments)
    article = ArticleRun(
        one.document,
        tuple(one.back_translation for _ in one.document.segments),
        tuple(one.reason for _ in one.document.segments),
        one.route,
        one.engine,
        source=one.source if has_source else None,
        alignments=BESIDE if has_source and one.document.segments else (),
        forced=tuple(one.forward for _ in one.document.segments),
        own=tuple(one.own for _ in one.document.segments),
        hints=True,
    )
    examined = examine(
        Setting(
            setup.rules, setup.user_rules, setup.termbases, setup.calibration, engine=setup.engine
        ),
        article,
    )
    findings = assess(one.document.path, one.document.source.text, examined.candidates)
    failures = [*one.failures, *(failure.message for failure in examined.failures)]
    estimate = _estimate(setup, one, examined, findings, failures)
    return SegmentScore(
        id=one.document.path,
        score=estimate.value,
        reason=estimate.reason,
        inputs=estimate.inputs,
        signature=f"{estimate.signature} + {_engine(setup, one)}",
        findings=tuple(_placed(finding) for finding in findings),
        failures=tuple(failures),
        parts=estimate.parts,
    )


def _estimate(
    setup: Setup,
    one: Prepared,
    examined: Examined,
    findings: Sequence[Finding],
    failures: list[str],
) -> QualityEstimate:
    chosen = estimator(setup.estimator)
    if not one.document.segments:
        return _of_nothing(one.source, chosen.signature())
    inputs = SegmentInputs(
        target=one.document.segments[0],
        target_language=one.document.language.code,
        source=one.source.segments[0] if one.source and one.source.segments else None,
        source_language=one.document.provenance.source_language,
        findings=tuple(finding for finding in findings if finding.counts),
        scores=examined.segment_scores[0],
        back_translation=one.back_translation,
        forward=one.forward,
        backward=one.backward,
        own=one.own,
    )
    try:
        return chosen.estimate(inputs)
    except Exception as error:
        # An estimator that crashes on one segment must not lose the others, nor hide it.
        failures.append(f"estimator {setup.estimator} crashed: {describe(error)}")
        return QualityEstimate(None, "the estimator crashed", (), chosen.signature())


def _of_nothing(source: Document | None, signature: str) -> QualityEstimate:
    """An empty translation is the worst there is, unless nothing was to be translated."""
    if source is not None and source.segments:
        return QualityEstimate(0.0, None, (("length", 0.0),), signature)
    return QualityEstimate(None, "there is no text", (), signature)


def _engine(setup: Setup, one: Prepared) -> str:
    """Of what this segment's score was made with. A digest stands for the programs, models and
    options of both directions, which would be longer than the segment.
    """
    if one.back_translation is None:
        return f"engine:{setup.engine}" + ("" if setup.engine == "none" else "|unused")
    digest = hashlib.sha256(one.back_translation.signature.encode()).hexdigest()[:16]
    return f"engine:{one.engine or setup.engine}|route:{one.route}|sha256:{digest}"


def _placed(finding: Finding) -> SegmentFinding:
    if finding.source_span is not None:
        return SegmentFinding(Side.SOURCE, finding.source_span, finding)
    return SegmentFinding(Side.TARGET, finding.span, finding)

"""One article through metrics and checks. Pure and picklable: it runs in worker processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.checks import CHECKS
from audit.checks.interface import Check, CheckContext
from audit.errors import describe
from audit.language.codes.display import language_code
from audit.metrics.calibration import Calibration
from audit.model.document import Document
from audit.model.entity import Entities
from audit.model.finding import Candidate
from audit.model.report import CheckRun, CheckStatus, Failure
from audit.model.score import Score
from audit.model.translation import (
    Alignment,
    BackTranslation,
    Contrast,
    ForcedScore,
    Translation,
)
from audit.model.understanding import NOTHING, Understanding
from audit.model.user_rule import UserRule
from audit.model.wording import say
from audit.terms.model import Termbase
from audit.understanding import understand


@dataclass(frozen=True, slots=True)
class Examined:
    """Scores and candidates of one article, before evidence is fused."""

    segment_scores: tuple[tuple[Score, ...], ...]
    scores: tuple[Score, ...]
    candidates: tuple[Candidate, ...]
    checks: tuple[CheckRun, ...]
    failures: tuple[Failure, ...]
    understanding: Understanding = NOTHING


def examine(
    document: Document,
    back_translations: tuple[BackTranslation | None, ...],
    rules: Sequence[str],
    *,
    reasons: Sequence[str | None],
    measured: bool,
    calibration: Calibration | None = None,
    user_rules: tuple[UserRule, ...] = (),
    termbases: tuple[Termbase, ...] = (),
    source: Document | None = None,
    alignments: tuple[Alignment, ...] = (),
    contrasts: tuple[Contrast, ...] = (),
    forced: tuple[ForcedScore | None, ...] = (),
    own: tuple[Translation | None, ...] = (),
    hints: bool = False,
    entities: Entities = (),
    source_entities: Entities = (),
    semantic: str | None = None,
    cache: str | os.PathLike[str] | None = None,
) -> Examined:
    """Runs the metrics (when ``measured``) and the checks ``rules`` on one article.

    Args:
        reasons: one a segment, why it has no back-translation; None where it has one.
        calibration: how clean text fares with the engine on this route.
        user_rules: what USR001 applies.
        termbases: what TRM001 looks for besides the shipped ones.
        source: the article that this one translates, where it is known.
        alignments: its sentences beside those of the document.
        contrasts: phrases that either side lacks.
        forced: one a segment, of the segment given its source.
        own: one a segment, what the engine itself makes of its source.
        hints: also what is probably right.
        entities: the names of the article, one tuple a segment; empty where they are not known.
        source_entities: those of the source.
        semantic: the user's own model of meaning.
        cache: the path of the cache of translations; None goes without.
    """
    context = CheckContext(
        document,
        back_translations,
        source,
        alignments,
        contrasts,
        user_rules=user_rules,
        termbases=termbases,
        forced=forced,
        own=own,
        hints=hints,
        entities=entities,
        source_entities=source_entities,
    )
    failures: list[Failure] = []
    segment_scores: tuple[tuple[Score, ...], ...] = tuple(() for _ in document.segments)
    scores: tuple[Score, ...] = ()
    if measured:
        from audit.metrics.scoring import score

        try:
            segment_scores, scores = score(
                document.language.code, document.segments, back_translations, reasons, calibration,
                semantic, cache,
            )  # fmt: skip
        except Exception as error:
            failures.append(Failure(document.path, "score", describe(error)))
    candidates: list[Candidate] = []
    runs = []
    for rule in rules:
        run, found, failure = run_check(rule, context)
        runs.append(run)
        candidates.extend(found)
        failures.extend(failure)
    try:
        understood = understand(document)
    except Exception as error:
        understood = NOTHING
        failures.append(Failure(document.path, "check", describe(error)))
    return Examined(
        segment_scores, scores, tuple(candidates), tuple(runs), tuple(failures), understood
    )


def load_checks(rules: Iterable[str]) -> list[Check]:
    """The checks of these rule ids."""
    return [CHECKS.load(rule)() for rule in rules]


def run_check(
    rule: str, context: CheckContext
) -> tuple[CheckRun, tuple[Candidate, ...], tuple[Failure, ...]]:
    """One check on one article: what became of it, what it found, and its failure if it crashed."""
    try:
        check = CHECKS.load(rule)()
        if not check.supports(context.language):
            reason = say(
                "no data for language {language}",
                language=language_code(context.language, quoted=True),
            )
            return CheckRun(rule, CheckStatus.UNSUPPORTED, reason), (), ()
        found = tuple(check.run(context))
        return CheckRun(rule, CheckStatus.RAN, check.left_out(context)), found, ()
    except Exception as error:
        # A crashed check must show in the report and the exit code, and stop no other check.
        message = say("{rule} crashed: {error}", rule=rule, error=describe(error))
        failure = Failure(context.document.path, "check", message)
        return CheckRun(rule, CheckStatus.FAILED, message), (), (failure,)

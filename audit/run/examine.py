"""One article through metrics and checks. Pure and picklable: it runs in worker processes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from audit.checks import CHECKS
from audit.checks.interface import Check, CheckContext, context_of
from audit.core.time_limit import OutOfTime, seconds_for, stop
from audit.errors import describe
from audit.language.codes.display import language_code
from audit.metrics.calibration import Table, calibration_of
from audit.model.article_run import ArticleRun
from audit.model.finding import Candidate
from audit.model.quality import Quality
from audit.model.report import CheckRun, CheckStatus, Failure
from audit.model.score import Score
from audit.model.understanding import NOTHING, Understanding
from audit.model.user_rule import UserRule
from audit.model.wording import say
from audit.qe.judges.settings import Judge
from audit.reading.gather import out_of_time
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
    quality: Quality | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all articles of a run, the user's own included."""

    rules: tuple[str, ...]
    user_rules: tuple[UserRule, ...] = ()
    """What USR001 applies."""
    termbases: tuple[Termbase, ...] = ()
    """What TRM001 looks for besides the shipped ones."""
    tables: tuple[Table, ...] = ()
    """How clean text fares with engines on their routes."""
    semantic: str | None = None
    """The user's own model of meaning."""
    cache: str | os.PathLike[str] | None = None
    """The path of the cache of translations; None goes without."""
    article_timeout: float = 0.0
    """Seconds for an article, before its length counts; 0 is no limit."""
    engine: str = "none"
    """What translated, where the article does not say."""
    judge: Judge | None = None
    """The language model that LLM001 asks."""


def examine(setting: Setting, article: ArticleRun) -> Examined:
    """Runs the metrics, where the article was translated, and the checks."""
    context = context_of(
        article, user_rules=setting.user_rules, termbases=setting.termbases, judge=setting.judge
    )
    document = article.document
    failures: list[Failure] = []
    segment_scores: tuple[tuple[Score, ...], ...] = tuple(() for _ in document.segments)
    scores: tuple[Score, ...] = ()
    if article.route is not None:
        from audit.metrics.scoring import score

        try:
            engine = article.engine or setting.engine
            known = calibration_of(setting.tables, engine, article.route, article.back_translations)
            segment_scores, scores = score(
                document.language.code, document.segments, article.back_translations,
                article.reasons, known, setting.semantic, setting.cache,
            )  # fmt: skip
        except Exception as error:
            failures.append(Failure(document.path, "score", describe(error)))
    candidates: list[Candidate] = []
    runs: list[CheckRun] = []
    for index, rule in enumerate(setting.rules):
        try:
            run, found, failure = run_check(rule, context)
        except OutOfTime:
            stop()
            message = say("{rule} used up the time of the article; no rule ran after it", rule=rule)
            failures.append(Failure(document.path, "check", message))
            rest = setting.rules[index:]
            runs.extend(CheckRun(late, CheckStatus.FAILED, message) for late in rest)
            break
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


def seconds_of(setting: Setting, article: ArticleRun) -> float:
    """What ``examine`` may take."""
    source = len(article.source.source.text) if article.source else 0
    return seconds_for(setting.article_timeout, len(article.document.source.text) + source)


def unfinished(setting: Setting, article: ArticleRun, seconds: float | None) -> Examined:
    """In place of what ``examine`` never came to an end with."""
    message = out_of_time(seconds)
    document = article.document
    return Examined(
        tuple(() for _ in document.segments),
        (),
        (),
        tuple(CheckRun(rule, CheckStatus.FAILED, message) for rule in setting.rules),
        (Failure(document.path, "check", message),),
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

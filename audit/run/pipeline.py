"""The one way through: read, translate there and back, measure, check, assess, report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from audit import __version__
from audit.alignment.bilingual import Beside, compare
from audit.checks.house.rule_files import choose, load_user_rules
from audit.checks.interface import context_of
from audit.checks.selection import select_rules
from audit.core.patterns import kept as kept_needs
from audit.core.time_limit import OutOfTime, limit, seconds_for
from audit.core.workers import Guard, spread
from audit.decision.assessment import assess, assess_across
from audit.decision.naming import namer
from audit.decision.suppressions import OWN as SUPPRESSIONS
from audit.decision.suppressions import KnownRules, Ledger, open_ledger, stale_suppressions
from audit.errors import UsageError, describe
from audit.metrics.calibration import load_tables
from audit.model.article_run import ArticleRun
from audit.model.document import Document
from audit.model.finding import Candidate, Finding, Occurrence
from audit.model.report import DocumentReport, Failure, Report, RunFacts
from audit.qe.semantic.own import own_similarity
from audit.readers.walk import Choice
from audit.reading.gather import Languages, gather
from audit.roundtrip.translate import Translated, cache_path, translate_all
from audit.run.coverage import coverage
from audit.run.examine import Examined, Setting, examine, load_checks, seconds_of, unfinished
from audit.run.judge import JUDGED, judge_of
from audit.run.names import RunNames, names_of_run
from audit.run.options import RunOptions
from audit.run.quality import quality
from audit.run.vocabulary import unknown_words
from audit.terms.load import load_termbases
from audit.translators.choice import open_engine
from audit.translators.interface import EngineOptions

Progress = Callable[[str, int, int], None]
"""Called with the stage, the units done and the units in all."""


def audit(
    request: RunOptions,
    *,
    progress: Progress | None = None,
    stdin: Callable[[], bytes] | None = None,
) -> Report:
    """One run. Everything that goes wrong with one input is a failure in the report.

    Raises:
        UsageError: an unknown engine, rule or language, or a rule file that is wrong.
        OperationalError: an optional rule, or the recogniser of names, cannot run on this machine.
        EngineError: the engine cannot be used at all.
    """
    tell = progress or (lambda stage, done, total: None)
    request = request.checked()
    loaded = load_user_rules(request.rules)
    chosen = choose(loaded, request.select, request.ignore)
    judge = judge_of(request)
    also = (*request.also, JUDGED) if judge else request.also
    rules = select_rules(chosen.select, chosen.ignore, also)
    if judge is None and JUDGED in rules:
        raise UsageError(f"{JUDGED}: no judge is named; give its file (--judge)")
    termbases = load_termbases(request.termbases)
    tables = load_tables(request.calibration)
    if request.semantic is not None:
        # A wrong path is told at once, not after all has been translated.
        own_similarity(request.semantic)
    engine = open_engine(
        request.engine,
        EngineOptions(request.beam_size, threads=request.jobs, models_dir=request.models_dir),
    )
    try:
        documents, sources, failures = gather(
            request.paths,
            request.source,
            Languages(request.language, request.source_language),
            only=request.only,
            choice=Choice(request.include, request.exclude),
            jobs=request.jobs,
            stdin=stdin,
            stdin_name=request.stdin_name,
            progress=tell,
            article_timeout=request.article_timeout,
        )
        names = names_of_run(request.names, rules, documents, sources)
        translated = translate_all(
            documents,
            engine,
            sources=sources,
            pivot=request.pivot,
            cache=request.cache,
            progress=tell,
        )
        beside, unpaired = compare(
            documents,
            sources,
            translated.back_translations,
            engine,
            request.jobs,
            article_timeout=request.article_timeout,
        )
    finally:
        engine.close()
    facts = RunFacts(
        translated.engine, translated.signature + names.signature, __version__, rules, chosen.rules
    )
    articles = _articles(documents, translated, beside, names)
    setting = Setting(
        rules,
        chosen.rules,
        termbases,
        tables,
        request.semantic,
        cache_path(request.cache),
        request.article_timeout,
        judge=judge,
    )
    examined = _examine(articles, setting, request.jobs, tell)
    kept_needs.keep()
    known = KnownRules(frozenset(rule.id for rule in loaded))
    timeout = request.article_timeout
    ledger, wrong = open_ledger(documents, known, request.today or date.today(), timeout)
    across, crashed = _across(articles, rules, ledger, timeout)
    name = namer(request.root)
    reports = tuple(
        _report(article, result, ledger, name(article.document.path), rules)
        for article, result in zip(articles, examined, strict=True)
    )
    late = (failure for result in examined for failure in result.failures)
    every = (*failures, *unpaired, *wrong, *translated.failures, *late, *crashed)
    return Report(facts, reports, across, every)


def _articles(
    documents: Sequence[Document],
    translated: Translated,
    beside: Sequence[Beside | None],
    names: RunNames,
) -> tuple[ArticleRun, ...]:
    """What was found out about each article, brought together once."""
    return tuple(
        ArticleRun(
            document,
            translated.back_translations[index],
            translated.reasons[index],
            translated.routes[index],
            translated.engines[index],
            translated.unmeasured[index],
            known.source if known else None,
            known.alignments if known else (),
            known.contrasts if known else (),
            names.articles[index],
            names.sources[index],
        )
        for index, (document, known) in enumerate(zip(documents, beside, strict=True))
    )


def _examine(
    articles: Sequence[ArticleRun], setting: Setting, jobs: int, tell: Progress
) -> list[Examined]:
    results = []
    guard = Guard(partial(seconds_of, setting), partial(unfinished, setting))
    for result in spread(partial(_examine_one, setting), articles, jobs, guard):
        results.append(result)
        tell("checking", len(results), len(articles))
    return results


def _examine_one(setting: Setting, article: ArticleRun) -> Examined:
    examined = examine(setting, article)
    try:
        found = quality(article.document, article.source, article.alignments)
    except Exception as error:
        # An estimate that fails must lose nothing of what else was found.
        failure = Failure(article.document.path, "score", describe(error))
        return replace(examined, failures=(*examined.failures, failure))
    return replace(examined, quality=found)


def _report(
    article: ArticleRun, result: Examined, ledger: Ledger, name: str, rules: Sequence[str]
) -> DocumentReport:
    document = article.document
    candidates = ledger.mark(document.path, result.candidates)
    uses = ledger.uses(document.path, result.checks)
    # Which suppressions are idle is known only once all else has run.
    stale = stale_suppressions(document, uses) if SUPPRESSIONS in rules else ()
    made = DocumentReport(
        document=document,
        route=article.route,
        unmeasured=article.unmeasured,
        back_translations=article.back_translations,
        segment_scores=result.segment_scores,
        scores=result.scores,
        findings=assess(name, document.source.text, (*candidates, *stale)),
        checks=result.checks,
        source=article.source,
        alignments=article.alignments,
        suppressions=uses,
        understanding=result.understanding,
        unknown_words=unknown_words(document),
        quality=result.quality,
    )
    return replace(made, coverage=coverage(made))


def _across(
    articles: Sequence[ArticleRun], rules: Sequence[str], ledger: Ledger, timeout: float
) -> tuple[tuple[Finding, ...], tuple[Failure, ...]]:
    """Findings over several articles; with one article there are none."""
    if len(articles) < 2:
        return (), ()
    contexts = [context_of(article) for article in articles]
    found: list[tuple[str, Candidate, tuple[Occurrence, ...]]] = []
    failures = []
    seconds = seconds_for(timeout, sum(len(one.document.source.text) for one in articles))
    for check in load_checks(rules):
        try:
            with limit(seconds):
                found.extend(
                    (
                        one.occurrences[0].path,
                        ledger.mark_across(one.candidate, one.occurrences),
                        one.occurrences,
                    )
                    for one in check.run_across(contexts)
                )
        except OutOfTime:
            message = f"{check.rule.id} across articles took too long"
            failures.append(Failure(None, "check", message))
        except Exception as error:
            message = f"{check.rule.id} crashed across articles: {describe(error)}"
            failures.append(Failure(None, "check", message))
    texts = {article.document.path: article.document.source.text for article in articles}
    return assess_across(found, texts), tuple(failures)

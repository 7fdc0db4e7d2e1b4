"""The one way through: read, translate there and back, measure, check, assess, report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from audit import __version__
from audit.alignment.bilingual import Beside, compare
from audit.checks.house.rule_files import choose, load_user_rules
from audit.checks.interface import CheckContext
from audit.checks.selection import select_rules
from audit.core.patterns import kept as kept_needs
from audit.core.workers import spread
from audit.decision.assessment import assess, assess_across
from audit.decision.naming import namer
from audit.decision.suppressions import OWN as SUPPRESSIONS
from audit.decision.suppressions import KnownRules, Ledger, open_ledger
from audit.errors import describe
from audit.language.codes.tags import required_or_none
from audit.metrics.calibration import Table, calibration_of, load_tables
from audit.model.document import Document
from audit.model.entity import Entities
from audit.model.finding import Candidate, Finding, Occurrence
from audit.model.report import DocumentReport, Failure, Report, RunFacts
from audit.model.suppression import SuppressionUse
from audit.model.translation import BackTranslation, Route
from audit.qe.semantic.own import own_similarity
from audit.reading.gather import Languages, gather
from audit.roundtrip.translate import Translated, cache_path, translate_all
from audit.run.coverage import coverage
from audit.run.examine import Examined, examine, load_checks, run_check
from audit.run.names import RunNames, names_of_run
from audit.run.vocabulary import unknown_words
from audit.terms.load import load_termbases
from audit.terms.model import Termbase
from audit.translators.choice import open_engine
from audit.translators.interface import EngineOptions

Progress = Callable[[str, int, int], None]
"""Called with the stage, the units done and the units in all."""


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What to audit and how; see :func:`audit.api.run_audit` for the fields."""

    paths: tuple[str, ...]
    only: frozenset[str] | None = None
    source: str | None = None
    engine: str | None = None
    language: str | None = None
    source_language: str | None = None
    pivot: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    names: str | None = None
    rules: tuple[str, ...] = ()
    termbases: tuple[str, ...] = ()
    calibration: tuple[str, ...] = ()
    semantic: str | None = None
    jobs: int = 1
    beam_size: int = 2
    models_dir: str | None = None
    cache: bool | str = True
    root: str | None = None
    """The folder that fingerprints name articles from; None for the current one."""
    today: date | None = None
    """For the dates of suppressions; None for the day of the run."""


def audit(
    request: AuditRequest,
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
    request = replace(
        request,
        language=required_or_none(request.language, "language"),
        source_language=required_or_none(request.source_language, "source_language"),
        pivot=required_or_none(request.pivot, "pivot"),
    )
    loaded = load_user_rules(request.rules)
    chosen = choose(loaded, request.select, request.ignore)
    rules = select_rules(chosen.select, chosen.ignore, request.also)
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
            jobs=request.jobs,
            stdin=stdin,
            progress=tell,
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
            documents, sources, translated.back_translations, engine, request.jobs
        )
    finally:
        engine.close()
    signature = translated.signature + names.signature
    facts = RunFacts(translated.engine, signature, __version__, rules, chosen.rules)
    own = _Own(termbases, tables, request.semantic, cache_path(request.cache))
    examined = _examine(documents, translated, beside, names, facts, own, request.jobs, tell)
    kept_needs.keep()
    known = KnownRules(frozenset(rule.id for rule in loaded))
    ledger, wrong = open_ledger(documents, known, request.today or date.today())
    failures = (*failures, *unpaired, *wrong)
    name = namer(request.root)
    across = _across(documents, translated, beside, names, rules, ledger)
    return _report(facts, documents, translated, beside, examined, failures, ledger, name, across)


def _examine(
    documents: Sequence[Document],
    translated: Translated,
    beside: Sequence[Beside | None],
    names: RunNames,
    facts: RunFacts,
    own: _Own,
    jobs: int,
    tell: Progress,
) -> list[Examined]:
    items = [
        _Item(
            document,
            translated.back_translations[index],
            translated.reasons[index],
            translated.routes[index],
            translated.engines[index],
            beside[index],
            names.articles[index],
            names.sources[index],
        )
        for index, document in enumerate(documents)
    ]
    results = []
    for result in spread(partial(_examine_one, facts, own), items, jobs):
        results.append(result)
        tell("checking", len(results), len(items))
    return results


@dataclass(frozen=True, slots=True)
class _Own:
    """What holds for all documents, the user's own included."""

    termbases: tuple[Termbase, ...]
    tables: tuple[Table, ...]
    semantic: str | None
    cache: str | Path | None


@dataclass(frozen=True, slots=True)
class _Item:
    """One document on its way to a worker."""

    document: Document
    back_translations: tuple[BackTranslation | None, ...]
    reasons: tuple[str | None, ...]
    route: Route | None
    engine: str | None
    beside: Beside | None
    entities: Entities
    source_entities: Entities


def _examine_one(facts: RunFacts, own: _Own, item: _Item) -> Examined:
    return examine(
        item.document,
        item.back_translations,
        facts.rules,
        reasons=item.reasons,
        measured=item.route is not None,
        calibration=calibration_of(
            own.tables, item.engine or "none", item.route, item.back_translations
        ),
        user_rules=facts.user_rules,
        termbases=own.termbases,
        source=item.beside.source if item.beside else None,
        alignments=item.beside.alignments if item.beside else (),
        contrasts=item.beside.contrasts if item.beside else (),
        entities=item.entities,
        source_entities=item.source_entities,
        semantic=own.semantic,
        cache=own.cache,
    )


def _report(
    facts: RunFacts,
    documents: Sequence[Document],
    translated: Translated,
    beside: Sequence[Beside | None],
    examined: Sequence[Examined],
    failures: Sequence[Failure],
    ledger: Ledger,
    name: Callable[[str], str],
    found_across: tuple[tuple[Finding, ...], tuple[Failure, ...]],
) -> Report:
    across, crashed = found_across
    reports = []
    late: list[Failure] = []
    for index, (document, result) in enumerate(zip(documents, examined, strict=True)):
        known = beside[index]
        candidates = ledger.mark(document.path, result.candidates)
        uses = ledger.uses(document.path, result.checks)
        stale, failed = _stale(document, uses, facts.rules)
        late.extend(failed)
        made = DocumentReport(
            document=document,
            route=translated.routes[index],
            unmeasured=translated.unmeasured[index],
            back_translations=translated.back_translations[index],
            segment_scores=result.segment_scores,
            scores=result.scores,
            findings=assess(name(document.path), document.source.text, (*candidates, *stale)),
            checks=result.checks,
            source=known.source if known else None,
            alignments=known.alignments if known else (),
            suppressions=uses,
            understanding=result.understanding,
            unknown_words=unknown_words(document),
        )
        reports.append(replace(made, coverage=coverage(made)))
    all_failures = (
        *failures,
        *translated.failures,
        *(failure for result in examined for failure in result.failures),
        *crashed,
        *late,
    )
    return Report(facts, tuple(reports), across, all_failures)


def _stale(
    document: Document, uses: tuple[SuppressionUse, ...], rules: Sequence[str]
) -> tuple[tuple[Candidate, ...], tuple[Failure, ...]]:
    """Suppressions that have expired or are idle, which is known only once all else has run."""
    if SUPPRESSIONS not in rules:
        return (), ()
    none = tuple(None for _ in document.segments)
    context = CheckContext(document, none, suppressions=uses)
    _, found, failures = run_check(SUPPRESSIONS, context)
    return found, failures


def _across(
    documents: Sequence[Document],
    translated: Translated,
    beside: Sequence[Beside | None],
    names: RunNames,
    rules: Sequence[str],
    ledger: Ledger,
) -> tuple[tuple[Finding, ...], tuple[Failure, ...]]:
    """Findings over several articles; with one article there are none."""
    if len(documents) < 2:
        return (), ()
    contexts = [
        CheckContext(
            document,
            translated.back_translations[index],
            known.source if known else None,
            known.alignments if known else (),
            entities=names.articles[index],
            source_entities=names.sources[index],
        )
        for index, (document, known) in enumerate(zip(documents, beside, strict=True))
    ]
    found: list[tuple[str, Candidate, tuple[Occurrence, ...]]] = []
    failures = []
    for check in load_checks(rules):
        try:
            found.extend(
                (
                    one.occurrences[0].path,
                    ledger.mark_across(one.candidate, one.occurrences),
                    one.occurrences,
                )
                for one in check.run_across(contexts)
            )
        except Exception as error:
            message = f"{check.rule.id} crashed across articles: {describe(error)}"
            failures.append(Failure(None, "check", message))
    texts = {document.path: document.source.text for document in documents}
    return assess_across(found, texts), tuple(failures)

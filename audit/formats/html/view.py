"""What the page shows, as plain data: no markup here, no facts in the templates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from audit.formats.html.article import GRAVE, ORDER, article_view
from audit.formats.html.finding import across_view
from audit.formats.html.rules import rule_views
from audit.formats.ranking import embarrassment
from audit.model.decision import GateDecision
from audit.model.finding import Finding, Severity
from audit.model.report import Report
from audit.model.rule_page import RulePage

FIRST = 5
"""Findings shown before everything else."""


def view(
    report: Report, decision: GateDecision | None, rules: Iterable[RulePage]
) -> dict[str, Any]:
    """The variables of the templates, the same for every page of the report."""
    articles = [article_view(number, one) for number, one in enumerate(report.documents, 1)]
    _judge(articles, decision)
    articles.sort(key=lambda one: one["rank"])
    by_path = {one.document.path: one for one in report.documents}
    across = [across_view(finding, by_path) for finding in _across(report)]
    for one in articles:
        one["across"] = [
            item
            for item in across
            if any(place.path == one["path"] for place in item["occurrences"])
        ]
    known_rules = list(rules)
    shown = [item for one in articles for item in (*one["findings"], *one["known"])] + across
    names = {rule.id: rule.name for rule in known_rules}
    for item in shown:
        item["name"] = names.get(item["rule"], "")
    bars(articles)
    for one in articles:
        one["file"] = None
        one["todo"] = todo(one)
    return {
        "version": report.run.version,
        "engine": report.run.engine,
        "signature": report.run.signature,
        "run": run_key(report),
        "decision": decision,
        "articles": articles,
        "first": first(articles),
        "by_path": {one["path"]: one for one in articles},
        "across": [one for one in across if one["counts"]],
        "across_known": [one for one in across if not one["counts"]],
        "failures": report.failures,
        "severities": [severity.label for severity in ORDER],
        "rules": rule_views(known_rules, {item["rule"] for item in shown}),
        "totals": {
            severity.label: sum(one["counts"][severity.label] for one in articles)
            + sum(one["severity"] == severity.label and one["counts"] for one in across)
            for severity in ORDER
        },
        "known": sum(not item["counts"] for item in shown),
    }


def _across(report: Report) -> list[Finding]:
    """Findings over several articles, what counts and is gravest first."""
    return sorted(
        report.cross_document_findings,
        key=lambda finding: (not finding.counts, *embarrassment(finding, None)),
    )


def run_key(report: Report) -> str:
    """Names what was audited and how, so that decisions never meet another text's findings."""
    digest = hashlib.sha256(f"{report.run.version}|{report.run.signature}".encode())
    for one in report.documents:
        digest.update(
            f"|{one.document.path}|{one.document.source.sha256}".encode("utf-8", "replace")
        )
    return digest.hexdigest()[:16]


def first(articles: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The worst article and its gravest findings, like ones together; None when all is well."""
    if not articles or not any(articles[0]["counts"][severity.label] for severity in GRAVE):
        return None
    worst = articles[0]
    cards = [item for item in worst["findings"] if item["severity"] != Severity.NEUTRAL.label]
    return {"article": worst, "findings": cards[:FIRST], "more": len(cards[FIRST:])}


def todo(article: dict[str, Any]) -> dict[str, Any] | None:
    """The first thing to correct in an article; None where nothing is above neutral."""
    found: list[dict[str, Any]] = article["findings"]
    return next((one for one in found if one["severity"] != Severity.NEUTRAL.label), None)


def _judge(articles: list[dict[str, Any]], decision: GateDecision | None) -> None:
    """Gives each article its verdict and the reasons for it; None where nothing was decided."""
    verdicts = dict(decision.articles) if decision else {}
    for one in articles:
        verdict = verdicts.get(one["path"])
        one["verdict"] = verdict.value if verdict else None
        one["reasons"] = [
            reason
            for reason in (decision.reasons if decision else ())
            if reason.path == one["path"]
        ]


def bars(articles: list[dict[str, Any]]) -> None:
    """Gives each article its bar: 100 wide for the one with most findings, gravest first."""
    most = max((_grave(one) for one in articles), default=0)
    for one in articles:
        bar, left = [], 0.0
        for severity in GRAVE:
            width = 100 * one["counts"][severity.label] / most if most else 0.0
            if width:
                bar.append(
                    {"severity": severity.label, "x": round(left, 2), "width": round(width, 2)}
                )
            left += width
        one["bar"] = bar


def _grave(article: dict[str, Any]) -> int:
    return sum(article["counts"][severity.label] for severity in GRAVE)

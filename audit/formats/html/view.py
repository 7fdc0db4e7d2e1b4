"""What the page shows, as plain data: no markup here, no facts in the templates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from audit.formats.html.article import GRAVE, ORDER, article_view, ordered
from audit.formats.html.finding import across_view
from audit.formats.html.rules import rule_views
from audit.model.decision import GateDecision
from audit.model.finding import Severity
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
    across = [across_view(one, by_path) for one in ordered(report.cross_document_findings)]
    for one in articles:
        one["across"] = [
            item
            for item in across
            if any(place.path == one["path"] for place in item["occurrences"])
        ]
    shown = [item for one in articles for item in (*one["findings"], *one["known"])] + across
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
        "rules": rule_views(rules, {item["rule"] for item in shown}),
        "totals": {
            severity.label: sum(one["counts"][severity.label] for one in articles)
            + sum(one["severity"] == severity.label and one["counts"] for one in across)
            for severity in ORDER
        },
        "known": sum(not item["counts"] for item in shown),
    }


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
    alike: dict[tuple[str, ...], dict[str, Any]] = {}
    for item in worst["findings"]:
        if item["severity"] == Severity.NEUTRAL.label:
            continue
        key = (item["rule"], item["text"].casefold(), item["suggestion"] or "")
        alike.setdefault(key, {**item, "times": 0})["times"] += 1
    groups = list(alike.values())
    return {"article": worst, "findings": groups[:FIRST], "more": len(groups[FIRST:])}


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

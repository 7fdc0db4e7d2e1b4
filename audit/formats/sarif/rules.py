"""The rules of a run and the taxonomies that they are filed under, as SARIF describes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from audit.formats.ranking import level, writable
from audit.formats.sarif.message import escaped
from audit.model.finding import Finding
from audit.model.rule_page import RulePage

TAGS = 20
"""GitHub refuses a rule with more."""
_TAXONOMIES = (
    ("MQM", "Multidimensional Quality Metrics: error types", "https://themqm.org/"),
    (
        "ITS",
        "ITS 2.0: localization quality issue types",
        "https://www.w3.org/TR/its20/#lqissue-typevalues",
    ),
)


class Rules:
    """The rules of a report, numbered, and the types of error that they find.

    Args:
        names: ids of the rules that were selected.
        pages: their documentation, as far as it is known.
        findings: all findings of the report; a rule of the newsroom may be in them only.
    """

    def __init__(
        self, names: Iterable[str], pages: Iterable[RulePage], findings: Sequence[Finding]
    ) -> None:
        self._pages = {page.id: page for page in pages}
        used = sorted({finding.rule for finding in findings})
        self._names = list(dict.fromkeys((*names, *self._pages, *used)))
        self.index = {name: index for index, name in enumerate(self._names)}
        self._types = [
            sorted({page.category for page in pages if page.category}
                   | {finding.category for finding in findings}),
            sorted({page.its_type for page in pages if page.its_type}
                   | {finding.its_type for finding in findings}),
        ]  # fmt: skip

    def descriptors(self) -> list[dict[str, Any]]:
        """What each rule looks for."""
        return [self._descriptor(name) for name in self._names]

    def taxonomies(self) -> list[dict[str, Any]]:
        """The types of error that occur in this run."""
        return [
            {
                "name": name,
                "shortDescription": {"text": summary},
                "informationUri": uri,
                "isComprehensive": False,
                "taxa": [{"id": one, "name": one} for one in types],
            }
            for (name, summary, uri), types in zip(_TAXONOMIES, self._types, strict=True)
        ]

    def taxa(self, category: str | None, its_type: str | None) -> list[dict[str, Any]]:
        """References to the types of one finding or rule."""
        return [
            {
                "id": one,
                "index": self._types[number].index(one),
                "toolComponent": {"name": _TAXONOMIES[number][0], "index": number},
            }
            for number, one in enumerate((category, its_type))
            if one is not None
        ]

    def _descriptor(self, name: str) -> dict[str, Any]:
        page = self._pages.get(name)
        if page is None:
            return {"id": name}
        descriptor: dict[str, Any] = {
            "id": name,
            "name": _camel(page.name),
            "shortDescription": {"text": escaped(page.summary)},
            "fullDescription": {"text": escaped(page.summary)},
            "help": {"text": escaped(page.text), "markdown": writable(page.text)},
            "properties": {"tags": self._tags(page)},
        }
        if page.link is not None and page.link.startswith("https://"):
            descriptor["helpUri"] = page.link
        if page.severity is not None:
            descriptor["defaultConfiguration"] = {"level": level(page.severity)}
        related = self.taxa(page.category, page.its_type)
        if related:
            descriptor["relationships"] = [
                {"target": target, "kinds": ["relevant"]} for target in related
            ]
        return descriptor

    def _tags(self, page: RulePage) -> list[str]:
        tags = ["translation", *(page.category or "newsroom").split("/")]
        return list(dict.fromkeys(tags))[:TAGS]


def supported(taxonomies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """References from the tool to its taxonomies."""
    return [{"name": one["name"], "index": index} for index, one in enumerate(taxonomies)]


def _camel(slug: str) -> str:
    return "".join(part.capitalize() for part in slug.split("-"))

"""``nox -s new_check -- ID name``: a check that works, with two cases, for you to change.

It writes one file and a folder of cases, and adds one line to the table of checks.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "audit" / "checks" / "__init__.py"
ENTRY = re.compile(
    r'^        \("([A-Z]{2,3})([0-9]{3})", "audit\.checks\.(\w+)[\w.]*:\w+"\),$', re.M
)

MODULE = '''"""{id}: {words}."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.wording import say

_PATTERN = re.compile(r"\\b{slug}\\b")
"""Stands for a fault until you write the real thing. Facts of a language are reference data."""


class {name}(Check):
    """
    ## What it finds

    {Words}.

    ## Why it matters

    Say what a reader would stumble over.

    ## Example

    Bad: `There is a {slug} in it.`
    Good: `There is none in it.`

    ## How it decides

    Say by what, and what it leaves alone.

    ## Languages

    Any.

    ## How to suppress

    `<!-- traudit-ignore {id}: reason -->` before the line, or `--ignore {id}`.
    """

    rule = Rule(
        id="{id}",
        name="{slug}",
        summary="{Words}.",
        category=Category.LINGUISTIC_CONVENTIONS_GRAMMAR,
        its_type="grammar",
        severity=Severity.MINOR,
        languages=None,
    )

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per match."""
        for segment in context.document.article_segments():
            for match in _PATTERN.finditer(segment.text):
                yield self._candidate(segment, *match.span())

    def _candidate(self, segment: Segment, start: int, end: int) -> Candidate:
        text = segment.text[start:end]
        return Candidate(
            rule=self.rule,
            segment=segment.index,
            span=segment.map.span(start, end),
            text=text,
            message=say("`{{text}}` looks wrong.", text=text),
            severity=Severity.MINOR,
            confidence=0.5,
            evidence=(Evidence(SignalKind.CHECK, say("`{{text}}` stands here.", text=text)),),
        )
'''


def family_of(prefix: str) -> str | None:
    """The folder that most rules with these letters lie in."""
    found = Counter(entry[3] for entry in ENTRY.finditer(TABLE.read_text()) if entry[1] == prefix)
    return found.most_common(1)[0][0] if found else None


def register(rule: str, module: str, name: str) -> None:
    """A line of the table, after the last rule with the same letters."""
    text = TABLE.read_text(encoding="utf-8")
    entries = list(ENTRY.finditer(text))
    alike = [entry for entry in entries if entry[1] == rule[:-3]]
    after = (alike or entries)[-1]
    line = f'\n        ("{rule}", "{module}:{name}"),'
    TABLE.write_text(text[: after.end()] + line + text[after.end() :], encoding="utf-8")


def write_case(folder: Path, text: str, expected: str) -> None:
    folder.mkdir(parents=True)
    (folder / "input.txt").write_text(text + "\n", encoding="utf-8")
    (folder / "expected.txt").write_text(expected, encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s new_check --", description=__doc__)
    parser.add_argument("id", help="two or three letters and three digits, for example ART011")
    parser.add_argument("name", help="a slug, for example doubled-word")
    parser.add_argument("--family", help="folder of audit/checks/ (default: that of its letters)")
    asked = parser.parse_args(arguments)
    family = asked.family or family_of(asked.id[:-3])
    if not re.fullmatch(r"[A-Z]{2,3}[0-9]{3}", asked.id):
        parser.error(f"{asked.id!r} is no id: two or three capital letters and three digits")
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", asked.name):
        parser.error(f"{asked.name!r} is no slug: small letters with hyphens between them")
    if f'("{asked.id}",' in TABLE.read_text(encoding="utf-8"):
        parser.error(f"{asked.id} is there already; ids are never used again")
    if family is None or not (TABLE.parent / family).is_dir():
        rooms = sorted(path.parent.name for path in TABLE.parent.glob("*/__init__.py"))
        parser.error(f"which --family? One of {', '.join(rooms)}")
    words = asked.name.replace("-", " ")
    path = TABLE.parent / family / f"{asked.name.replace('-', '_')}.py"
    if path.exists():
        parser.error(f"{path.relative_to(ROOT)} is there already")
    name = words.title().replace(" ", "")
    filled = MODULE.format(
        id=asked.id, words=words, Words=words.capitalize(), slug=asked.name, name=name
    )
    path.write_text(filled, encoding="utf-8")
    register(asked.id, f"audit.checks.{family}.{path.stem}", name)
    cases = ROOT / "tests" / "cases" / asked.id
    write_case(cases / "en-found", f"There is a {asked.name} in it.", f"minor\t{asked.name}\t\n")
    write_case(cases / "en-nothing", "There is none in it.", "")
    print(f"{path.relative_to(ROOT)}\n{cases.relative_to(ROOT)}/\n`nox -s check -- {asked.id}`")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

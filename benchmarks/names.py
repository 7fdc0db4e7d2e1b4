"""What a recogniser of names takes back of ENT002 and ENT004 on text that people wrote.

    python benchmarks/names.py articles news.fr.gz --lang fr
    python benchmarks/names.py aligned news.en.gz news.fr.gz --langs en-fr

`articles` takes one sentence per line, 30 lines an article, and counts the findings of ENT002
within the articles and across all of them; `aligned` two files with one sentence per line,
translations of each other, and counts those of ENT004. Each without a recogniser, and with the one
of ``--names``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from audit.checks.entities.names.mismatch import NameMismatch
from audit.checks.entities.names.spelling import NameSpelling
from audit.checks.interface import CheckContext
from audit.language.entities.pipelines import AUTO, choose
from audit.language.entities.recognise import recognise
from audit.model.document import Document
from audit.model.finding import Candidate
from audit.model.translation import Alignment
from benchmarks.false_alarms import articles, read_lines
from benchmarks.name_mismatch import document

_SIZE = 30
_ALIGNED = (Alignment((0,), (0,), 1.0),)
Finder = Callable[[Sequence[CheckContext]], Iterator[Candidate]]


def within(contexts: Sequence[CheckContext]) -> Iterator[Candidate]:
    """ENT002 in each article."""
    for context in contexts:
        yield from NameSpelling().run(context)


def across(contexts: Sequence[CheckContext]) -> Iterator[Candidate]:
    """ENT002 between the articles."""
    for found in NameSpelling().run_across(contexts):
        yield found.candidate


def mismatched(contexts: Sequence[CheckContext]) -> Iterator[Candidate]:
    """ENT004 in each pair of sentences."""
    for context in contexts:
        yield from NameMismatch().run(context)


def compare(
    name: str, finder: Finder, plain: Sequence[CheckContext], named: Sequence[CheckContext]
) -> None:
    """Prints the findings without names, those that names take back, and those that they add."""
    before = [(one.key, one.message) for one in finder(plain)]
    after = [(one.key, one.message) for one in finder(named)]
    gone = [message for key, message in before if (key, message) not in after]
    new = [message for key, message in after if (key, message) not in before]
    print(f"{name}: {len(before)} findings, {len(after)} with names")
    for sign, messages in (("-", gone), ("+", new)):
        for message in messages:
            print(f"  {sign} {message}")


def with_names(contexts: Sequence[CheckContext], option: str) -> list[CheckContext]:
    """The same with the names that the recogniser sees on either side."""
    left: list[Document | None] = [one.source for one in contexts]
    texts = [*(one.document for one in contexts), *left]
    chosen = choose(option, {one.language.code for one in texts if one is not None})
    print("names by:", ", ".join(one.signature for one in chosen.values()) or "nothing")
    found = recognise(chosen, texts)
    pairs = zip(contexts, found, found[len(contexts) :], strict=False)
    return [replace(one, entities=own, source_entities=other) for one, own, other in pairs]


def main() -> None:
    """The command line."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=("articles", "aligned"))
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--lang", default="fr")
    parser.add_argument("--langs", default="en-fr")
    parser.add_argument("--names", default=AUTO)
    options = parser.parse_args()
    if options.kind == "articles":
        lines = [line for path in options.paths for line in read_lines(path)]
        documents = list(articles(lines, _SIZE, options.lang))
        plain = [CheckContext(one, (None,) * len(one.segments)) for one in documents]
        named = with_names(plain, options.names)
        compare("ENT002 within articles", within, plain, named)
        compare("ENT002 across articles", across, plain, named)
        return
    source, target = options.langs.split("-")
    plain = [
        CheckContext(document(right, target), (None,), document(left, source), _ALIGNED)
        for left, right in zip(*map(read_lines, options.paths), strict=True)
    ]
    compare("ENT004", mismatched, plain, with_names(plain, options.names))


if __name__ == "__main__":
    main()

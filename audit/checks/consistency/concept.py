"""CON001: one thing told in two ways, in an article or over the articles of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from audit.checks.consistency import concepts as consistency_concepts
from audit.checks.consistency import facts as consistency_facts
from audit.checks.consistency import persons as consistency_persons
from audit.checks.consistency import terms as consistency_terms
from audit.checks.consistency.places import Article, Clash, across, within
from audit.checks.interface import Check, CheckContext, CrossCandidate
from audit.language.lexicon.content import supported
from audit.model.category import Category
from audit.model.finding import Candidate, Rule, Severity

RULE = Rule(
    id="CON001",
    name="inconsistent-concept",
    summary="One institution, person or fact is told in two ways.",
    category=Category.TERMINOLOGY_INCONSISTENT_USE_OF_TERMINOLOGY,
    its_type="inconsistency",
    severity=Severity.MAJOR,
    languages=None,
)
_ANYWHERE: tuple[Callable[[Sequence[Article]], Iterator[Clash]], ...] = (
    consistency_terms.clashes,
    consistency_persons.clashes,
    consistency_facts.clashes,
)
_ACROSS = (*_ANYWHERE, consistency_concepts.clashes)


class InconsistentConcept(Check):
    """
    ## What it finds
    - Institutions named in two ways: one title, told of the same people, of two things.
    - A concept that one article names where another article, about the same names, has the
      concept that translation takes for it.
    - One person with the adjectives of two states.
    - The same fact with two numbers: over articles, or in the headline and the text.

    ## Why it matters
    Each article reads well by itself. Side by side they contradict each other, and at least one
    of them is wrong.

    ## Example
    Bad: `le Haut Comité d'État` in one article, `le Haut Comité des États-Unis` in another about
    the same session.
    Good: the same name for the same committee in both.

    ## How it decides
    Two places are compared only when rare names stand around both; states count little. Titles
    followed by names that are alike, or that the data for ENT001 keeps apart, are major; others
    are minor and need more shared names. So is a concept that ENT001 finds wrong in its own article
    as surely. Facts need a shared name and shared rare words that make
    up half of the shorter sentence, the same unit or noun, and no differing dates; a rounded
    number agrees with the exact one. They are always minor, as the text may report a change.
    Every place is quoted. Which one is wrong is left to the editor.

    ## Languages
    Facts: those with word frequencies and lemmas (about 30). The rest: those with data in
    `reference/languages/<code>/consistency.toml` and `reference/concepts/confusables/`: English and
    French.

    ## How to suppress
    `<!-- traudit-ignore CON001: reason -->` before one of the paragraphs, or `--ignore CON001`.
    """

    rule = RULE

    def supports(self, language: str) -> bool:
        """True where words have frequencies and lemmas."""
        return supported(language.split("-", 1)[0].lower())

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """What one article tells in two ways."""
        article = Article(context)
        if supported(article.language):
            for find in _ANYWHERE:
                for clash in find((article,)):
                    yield within(self.rule, clash)

    def run_across(self, contexts: Sequence[CheckContext]) -> Iterable[CrossCandidate]:
        """What the articles of a run tell in two ways."""
        by_language: dict[str, list[Article]] = defaultdict(list)
        for context in contexts:
            article = Article(context)
            if supported(article.language):
                by_language[article.language].append(article)
        for articles in by_language.values():
            for find in _ACROSS if len(articles) > 1 else ():
                for clash in find(articles):
                    if clash.is_across:
                        yield across(self.rule, clash)

"""CON002: opposed statements about the same actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from audit.checks.consistency.opposition.data import Role, languages
from audit.checks.consistency.opposition.statements import Statement, statements
from audit.checks.consistency.places import Article, Clash, across, both_quoted, elsewhere, within
from audit.checks.interface import Check, CheckContext, CrossCandidate
from audit.language.codes.display import state_code
from audit.model.category import Category
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.wording import fact, listing, say

CONFIDENCE = 0.4


class OpposedStatements(Check):
    """
    ## What it finds
    Two statements that cannot both hold: relations between the same two states are tense in one
    place and cordial in another; a measure of the same state rose and fell by the same figure.

    ## Why it matters
    Machine translation turns words such as *tight* or *close* into their opposite, and both
    sentences are fluent.

    ## Example
    Bad: `Les relations entre la Suède et la Norvège sont tendues` in one article, `les relations
    de la Suède avec la Norvège se sont rapprochées` in another.
    Good: both articles say the same of them.

    ## How it decides
    A statement is a topic and a pole from `reference/languages/<code>/oppositions.toml` in one
    clause, said of exactly two states (one for measures). Clauses with a negation, a condition, a
    past tense or a word of change state nothing. Two statements with different dates, or in one
    paragraph, are no contradiction. Times change and this check cannot know, so findings are hints:
    minor, of low confidence, with both places quoted.

    ## Languages
    Those with data in `reference/languages/<code>/oppositions.toml`: English and French.

    ## How to suppress
    `<!-- traudit-ignore CON002: reason -->` before one of the paragraphs, or `--ignore CON002`.
    """

    rule = Rule(
        id="CON002",
        name="opposed-statements",
        summary="Two statements about the same actors contradict each other.",
        category=Category.ACCURACY_MISTRANSLATION,
        its_type="inconsistency",
        severity=Severity.MINOR,
        languages=languages(),
    )

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Contradictions between the paragraphs of one article."""
        if self.supports(context.language):
            for clash in _clashes([Article(context)]):
                yield within(self.rule, clash)

    def run_across(self, contexts: Sequence[CheckContext]) -> Iterable[CrossCandidate]:
        """Contradictions between the articles of a run."""
        by_language: dict[str, list[Article]] = defaultdict(list)
        for context in contexts:
            if self.supports(context.language):
                article = Article(context)
                by_language[article.language].append(article)
        for articles in by_language.values():
            for clash in _clashes(articles) if len(articles) > 1 else ():
                if clash.is_across:
                    yield across(self.rule, clash)


def _clashes(articles: Sequence[Article]) -> Iterator[Clash]:
    """One clash for all that is said of the same actors and topic."""
    said: dict[tuple[str, frozenset[str]], list[Statement]] = defaultdict(list)
    for article in articles:
        for statement in statements(article):
            said[statement.opposition.id, statement.actors].append(statement)
    for group in said.values():
        ups = [one for one in group if one.pole is Role.UP]
        downs = [one for one in group if one.pole is Role.DOWN]
        pairs = [(up, down) for up, down in product(ups, downs) if _contradict(up, down)]
        # Between articles first: an article may well tell both sides of a story.
        pairs.sort(key=lambda pair: pair[0].place.article is pair[1].place.article)
        if pairs:
            yield _clash(*pairs[0])


def _contradict(up: Statement, down: Statement) -> bool:
    if (
        up.place.article is down.place.article
        and up.place.segment.block == down.place.segment.block
    ):
        return False
    if up.dates and down.dates and up.dates.isdisjoint(down.dates):
        return False
    return not up.opposition.same_number or not up.numbers.isdisjoint(down.numbers)


def _clash(up: Statement, down: Statement) -> Clash:
    first, second = down.place, up.place
    actors = tuple(sorted(up.actors))
    evidence = [
        Evidence(
            SignalKind.CHECK,
            both_quoted(first.segment.text, second.segment.text),
            (("actors", actors), ("topic", up.opposition.id)),
        )
    ]
    if first.article is not second.article:
        evidence.append(elsewhere(second))
    return Clash(
        (first, second),
        say(
            "`{text}` and `{other}` contradict each other on {topic} ({actors}).",
            text=first.text,
            other=second.text,
            topic=fact(up.opposition.label),
            actors=listing(map(state_code, actors)),
        ),
        Severity.MINOR,
        CONFIDENCE,
        tuple(evidence),
        f"{up.opposition.id}:{'|'.join(actors)}",
    )

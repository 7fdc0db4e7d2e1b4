"""USR001: the rules that the people of a newsroom write for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audit.checks.house.patterns import Found, find_any
from audit.checks.interface import Check, CheckContext
from audit.errors import OperationalError
from audit.language.codes.display import language_code
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import paste
from audit.model.user_rule import Reach, UserPattern, UserRule, UserRuleKind
from audit.model.wording import listing, say

CATEGORY = Category.STYLE_ORGANIZATIONAL_STYLE
ITS_TYPE = "style"
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


class UserRules(Check):
    """
    ## What it finds
    What the rule files given by `--rules` ask for: phrases that are forbidden, that must stand in
    the article, or that are to be replaced. Each finding carries the id of its own rule, such as
    `USR-house-style`.

    ## Why it matters
    Every newsroom has its own names, terms and promises to readers that no tool can know.

    ## Example
    Bad: `Le ministre a déclaré sur Twitter` under a rule that replaces `Twitter` by `X`.
    Good: `Le ministre a déclaré sur X`

    ## How it decides
    By the patterns of the rule alone: phrases or regular expressions, in the article, in the
    source text that belongs to the sentence, or both. Severity and message are those of the rule;
    a person wrote it, so it may be major or critical without a second signal. A rule that needs a
    source text rests where there is none, and the report says so.

    ## Languages
    Any; a rule may name those that it is for.

    ## How to suppress
    `<!-- traudit-ignore USR-house-style: reason -->` before the paragraph,
    `--ignore USR-house-style` for one rule, `--ignore USR001` for all of them.
    """

    rule = Rule(
        id="USR001",
        name="user-rule",
        summary="What a rule file of the newsroom forbids, requires or replaces.",
        category=CATEGORY,
        its_type=ITS_TYPE,
        severity=Severity.CRITICAL,
        languages=None,
    )

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of all rules that hold for the article."""
        for rule in context.user_rules:
            if _rests(rule, context) is None:
                yield from _applied(rule, context)

    def left_out(self, context: CheckContext) -> str | None:
        """The rules that could not be applied here, and why."""
        if not context.user_rules:
            return say("no rule files were given")
        resting = [
            say("{rule} ({reason})", rule=rule.id, reason=reason)
            for rule in context.user_rules
            if (reason := _rests(rule, context)) is not None
        ]
        return say("not applied: {rules}", rules=listing(resting)) if resting else None


def _rests(rule: UserRule, context: CheckContext) -> str | None:
    """Why a rule says nothing about an article; None when it is applied."""
    if not rule.is_for(context.language):
        return say("not for {language}", language=language_code(context.language))
    if rule.source and context.source is None:
        return say("no source text")
    return None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a rule is looked for in at once: a segment, or the whole article."""

    segments: tuple[Segment, ...]
    source: tuple[Segment, ...]


def _applied(rule: UserRule, context: CheckContext) -> Iterator[Candidate]:
    try:
        for unit in _units(rule, context):
            yield from _in_unit(rule, unit)
    except OperationalError as error:
        raise OperationalError(f"{rule.path}:{rule.line}: {rule.id}: {error}") from error


def _units(rule: UserRule, context: CheckContext) -> Iterator[_Unit]:
    segments = tuple(one for one in context.document.segments if one.kind in rule.kinds)
    if rule.reach is Reach.ARTICLE:
        source = context.source.article_segments() if context.source is not None else ()
        if segments:
            yield _Unit(segments, source)
        return
    for segment in segments:
        yield _Unit((segment,), context.source_segments(segment) if rule.source else ())


def _in_unit(rule: UserRule, unit: _Unit) -> Iterator[Candidate]:
    when = _first(rule.when, unit.segments)
    source = _first(rule.source, unit.source)
    if (rule.when and when is None) or (rule.source and source is None):
        return
    # Where the condition stands, what is missing is missed; else at the start.
    words = {
        "when": when[1].text if when else "",
        "source": source[1].text if source else "",
        "wanted": rule.target[0].text,
    }
    if rule.kind is UserRuleKind.REQUIRE:
        if _first(rule.target, unit.segments) is None:
            segment, place = when or (unit.segments[0], _whole(unit.segments[0]))
            yield _candidate(rule, segment, place, words)
        return
    for segment in unit.segments:
        spared = find_any(rule.exceptions, segment.text)
        for found in find_any(rule.target, segment.text, rule.replacement):
            if not any(one.start < found.end and found.start < one.end for one in spared):
                yield _candidate(rule, segment, found, words)


def _first(
    patterns: Sequence[UserPattern], segments: Iterable[Segment]
) -> tuple[Segment, Found] | None:
    for segment in segments if patterns else ():
        for found in find_any(patterns, segment.text):
            return segment, found
    return None


def _whole(segment: Segment) -> Found:
    return Found(0, len(segment.text), segment.text)


def _candidate(rule: UserRule, segment: Segment, found: Found, words: dict[str, str]) -> Candidate:
    filled = {**words, "found": found.text, "suggestion": found.suggestion or ""}
    message = _PLACEHOLDER.sub(lambda match: filled.get(match[1], match[0]), rule.message)
    place = f"{rule.path}:{rule.line}"
    data = [("file", place), ("pattern", rule.target[0].text)]
    if rule.link is not None:
        data.append(("link", rule.link))
    if words["source"]:
        data.append(("source", words["source"]))
    detail = say("The rule {rule} of {place} asks for it.", rule=rule.id, place=place)
    return Candidate(
        rule=Rule(rule.id, rule.id.lower(), rule.message, CATEGORY, ITS_TYPE, rule.severity, None),
        segment=segment.index,
        span=segment.map.span(found.start, found.end),
        text=found.text,
        message=message,
        severity=rule.severity,
        confidence=1.0,
        evidence=(Evidence(SignalKind.USER_RULE, detail, tuple(data)),),
        suggestion=paste(found.suggestion, fits=rule.kind is UserRuleKind.REPLACE),
        key=f"{rule.kind.value}:{' '.join(found.text.split()).casefold()}",
    )

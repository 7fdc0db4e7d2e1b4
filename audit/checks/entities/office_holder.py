"""ENT006: a holder of office given to another state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audit.checks.interface import Check, CheckContext
from audit.language.codes.display import state_name
from audit.language.places.countries import Mention, mentions
from audit.language.places.country_data import display
from audit.language.places.offices import Offices, offices, supported
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import advise
from audit.model.wording import say

RULE = Rule(
    id="ENT006",
    name="office-holder",
    summary="A president or minister is given to another state.",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="mistranslation",
    severity=Severity.MAJOR,
    languages=supported(),
)
FIRST_NAMES = 2
"""Words with a capital before a known name at most."""
_FIRST = re.compile(r"[A-ZÀ-Þ][\w'’.-]{1,20}\s$")
_SPACE = re.compile(r"\s+")
_BEFORE = 70
"""Code points before a name in which its title may stand."""


class OfficeHolder(Check):
    """
    ## What it finds

    A title with a state right before the name of somebody who is known to hold, or to have held,
    office in another one: `le président nigérien Bola Tinubu`.

    ## Why it matters

    Adjectives of states are exchanged by engines (`nigérien` and `nigérian`), and attributions
    slip from one person to the next. The sentence reads well and is false.

    ## Example

    Bad: `La présidente slovène Zuzana Čaputová a signé la loi.`
    Good: `La présidente slovaque Zuzana Čaputová a signé la loi.`

    ## How it decides

    Names come from a table of heads of state and government and of well-known ministers. Title,
    state and name must stand side by side, in this order or with the name of the state
    (`le président de la Slovénie, ...`). Counterparts and former holders are left alone. The
    finding is *major*: the text contradicts the table.

    ## Languages

    Those with titles in `reference/languages/<code>/offices.toml`: French, English.

    ## How to suppress

    `<!-- traudit-ignore ENT006: reason -->` before the paragraph, or `--ignore ENT006`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per name."""
        facts = offices(context.language.split("-", 1)[0])
        if facts is None:
            return
        own = context.language.split("-", 1)[0]
        for segment in context.document.segments:
            if segment.kind in ARTICLE_KINDS and segment.language.code.split("-", 1)[0] == own:
                yield from _candidates(segment, facts, own)


def _candidates(segment: Segment, facts: Offices, language: str) -> Iterator[Candidate]:
    for match in facts.name.finditer(segment.text):
        name = match.group()
        before = segment.text[: match.start()]
        titled = _title(before, facts, language)
        for _ in range(FIRST_NAMES if titled is None else 0):
            first = _FIRST.search(before)
            if first is None or first.group().strip().lower() in facts.common:
                break
            before = before[: first.start()]
            titled = titled or _title(before, facts, language)
        if titled is not None and facts.states[name] not in titled.sense.codes:
            yield _candidate(segment, titled, match.end(), (name, facts.states[name]), language)


def _title(before: str, facts: Offices, language: str) -> Mention | None:
    """The state of the title that ends right before the name, or None."""
    offset = max(0, len(before) - _BEFORE)
    window = before[offset:]
    for mention in reversed(mentions(window, language)):
        left, right = window[: mention.start], window[mention.end :]
        if mention.is_firm and facts.title.search(f"{_plain(left)}{{}}{_plain(right)}"):
            return Mention(mention.sense, offset + mention.start, offset + mention.end)
    return None


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.lower().replace("’", "'"))


def _candidate(
    segment: Segment, titled: Mention, end: int, holder: tuple[str, str], language: str
) -> Candidate:
    name, code = holder
    said = segment.text[titled.start : titled.end]
    state, wrong = state_name(code), state_name(titled.sense.codes[0])
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(titled.start, end),
        text=segment.text[titled.start : end],
        message=say(
            "`{text}` says {other}, but {name} holds or held office in {state}.",
            text=said,
            other=wrong,
            name=name,
            state=state,
        ),
        severity=Severity.MAJOR,
        confidence=0.85,
        evidence=(
            Evidence(
                SignalKind.CHECK,
                say("`{text}` stands in the title right before the name.", text=said),
            ),
            Evidence(
                SignalKind.TERMBASE,
                say("Table of office-holders: {name}, {state}.", name=name, state=state),
            ),
        ),
        suggestion=advise(
            say(
                "Write the adjective or name of {state}, or check the name.",
                state=display(code, language),
            )
        ),
        key=f"office:{name}:{wrong}",
    )

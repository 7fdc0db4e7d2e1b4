"""Well-known names that are not written as the press of the language writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.checks.interface import CheckContext
from audit.language.codes.display import language_name
from audit.language.lexicon.grammar import grammar, plain
from audit.language.lexicon.mixing import CLEAR
from audit.language.lexicon.words import has_frequencies, zipf
from audit.language.names.house_names import OTHER, Mention, Spelling, house_languages, mentions
from audit.language.text.tokens import Token
from audit.model.document import ARTICLE_KINDS, UNDETERMINED, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion, write
from audit.model.wording import Name, Wording, say, say_many


@dataclass(frozen=True, slots=True)
class Use:
    """A spelling of the table with its places in one article."""

    spelling: Spelling
    places: tuple[tuple[Segment, int, int], ...]


def uses(context: CheckContext) -> dict[str, list[Use]]:
    """The names of the table in the article: by id, each spelling that stands there, in order."""
    language = context.language.split("-", 1)[0].lower()
    if language not in house_languages():
        return {}
    places: dict[tuple[str, str], list[tuple[Segment, int, int]]] = {}
    known: dict[tuple[str, str], Spelling] = {}
    for segment in context.document.segments:
        own = segment.language.code.split("-", 1)[0].lower()
        if segment.kind not in ARTICLE_KINDS or own not in (language, UNDETERMINED):
            continue
        for mention in mentions(segment.text, language):
            if mention.spelling.is_own or not _in_other_name(mention, language):
                key = (mention.spelling.id, mention.spelling.form)
                known[key] = mention.spelling
                places.setdefault(key, []).append((segment, mention.start, mention.end))
    found: dict[str, list[Use]] = {}
    for key, spelling in known.items():
        found.setdefault(spelling.id, []).append(Use(spelling, tuple(places[key])))
    return found


def house_candidates(rule: Rule, context: CheckContext) -> Iterator[Candidate]:
    """A candidate a spelling of another language, and a name whose admitted forms are mixed."""
    language = language_name(context.language)
    for group in uses(context).values():
        own = [use for use in group if use.spelling.is_own]
        for use in group:
            if not use.spelling.is_own:
                yield _variant(rule, use, own, language)
        if len({use.spelling.form.casefold() for use in own}) > 1:
            yield _mixed(rule, own)


def _variant(rule: Rule, use: Use, own: list[Use], language: Name) -> Candidate:
    spelling = use.spelling
    detail = say(
        "The table of names has `{should}` for {language}.",
        should=spelling.preferred, language=language,
    )  # fmt: skip
    evidence = [
        Evidence(SignalKind.TERMBASE, detail, (("name", spelling.id), ("page", spelling.page)))
    ]
    if own:
        count = sum(len(one.places) for one in own)
        detail = say(
            "The article also writes `{form}` ({times}).",
            form=own[0].spelling.form, times=times(count),
        )  # fmt: skip
        evidence.append(Evidence(SignalKind.CHECK, detail, (("other_uses", count),)))
    grave = bool(own) and spelling.kind == "person"
    return _candidate(
        rule,
        use,
        _message(spelling, language),
        Severity.MAJOR if grave else Severity.MINOR,
        0.9 if own else 0.8,
        tuple(evidence),
        write(spelling.preferred),
    )


def _message(spelling: Spelling, language: Name) -> Wording:
    values = {"form": spelling.form, "own": language, "should": spelling.preferred}
    if spelling.of == OTHER:
        return say("`{form}` is a foreign spelling; {own} press writes `{should}`.", **values)
    kind = language_name(spelling.of)
    if kind[0] in "AEIOU":
        return say(
            "`{form}` is an {language} spelling; {own} press writes `{should}`.",
            language=kind, **values,
        )  # fmt: skip
    return say(
        "`{form}` is a {language} spelling; {own} press writes `{should}`.",
        language=kind, **values,
    )  # fmt: skip


def _mixed(rule: Rule, own: list[Use]) -> Candidate:
    ordered = sorted(own, key=lambda use: -len(use.places))
    main, rare = ordered[0], ordered[-1]
    detail = say(
        "`{form}`: {times}; `{other}`: {other_times}.",
        form=main.spelling.form, times=times(len(main.places)),
        other=rare.spelling.form, other_times=times(len(rare.places)),
    )  # fmt: skip
    return _candidate(
        rule,
        rare,
        say(
            "The article writes `{form}` and `{other}`: either is right, but not both.",
            form=main.spelling.form,
            other=rare.spelling.form,
        ),
        Severity.MINOR,
        0.8,
        (Evidence(SignalKind.CHECK, detail, (("name", main.spelling.id),)),),
        Suggestion(
            main.spelling.form, say("Write `{should}` throughout.", should=main.spelling.form)
        ),
    )


def _candidate(
    rule: Rule,
    use: Use,
    message: str,
    severity: Severity,
    confidence: float,
    evidence: tuple[Evidence, ...],
    suggestion: Suggestion,
) -> Candidate:
    segment, start, end = use.places[0]
    return Candidate(
        rule=rule,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=segment.text[start:end],
        message=message,
        severity=severity,
        confidence=confidence,
        evidence=evidence,
        suggestion=suggestion,
        key=f"house:{use.spelling.id}:{use.spelling.form}",
    )


def _in_other_name(mention: Mention, language: str) -> bool:
    """True for a place inside a foreign name or title (``Beijing Review``, ``Spies of Warsaw``)."""
    if mention.spelling.kind != "place":
        return False
    return any(
        _is_name_part(token, language) or _is_foreign(token, mention.spelling.of, language)
        for token in (mention.before, mention.after)
    )


def _is_foreign(token: Token | None, other: str, language: str) -> bool:
    """True for a word that the language of the spelling uses much more than the article's."""
    if token is None or not (has_frequencies(other) and has_frequencies(language)):
        return False
    return zipf(token.text, other) - zipf(token.text, language) >= CLEAR


def _is_name_part(token: Token | None, language: str) -> bool:
    if token is None or not token.is_capitalised:
        return False
    facts = grammar(language)
    return facts is None or not facts.is_closed(token) or plain(token) in facts.name_starters


def times(number: int) -> Wording:
    """``once``, ``twice``, ``5 times``."""
    if number == 2:
        return say("twice")
    return say_many("once", "{number} times", number)

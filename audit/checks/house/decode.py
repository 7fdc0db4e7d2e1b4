"""From the YAML of a rule file to rules; every fault is told with its place."""

from __future__ import annotations

import re

from audit.checks.house.patterns import fault as pattern_fault
from audit.core.yaml_fields import Fields
from audit.core.yaml_text import Faults, Listing, Scalar, Table, Value, parse
from audit.model.document import ARTICLE_KINDS, BlockKind
from audit.model.finding import Severity
from audit.model.user_rule import Reach, UserPattern, UserRule, UserRuleKind

PLACEHOLDERS = ("found", "suggestion", "when", "source", "wanted")

_KEYS = (
    "id", "kind", "target", "message", "severity", "when", "source", "except", "with",
    "languages", "within", "in", "ignore-case", "whole-words", "link",
)  # fmt: skip
_REQUIRED = ("id", "kind", "target", "message")
_ID = re.compile(r"USR-(?=.{1,56}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LINK = re.compile(r"https?://\S+")


def decode(text: str, shown: str) -> tuple[UserRule, ...]:
    """The rules of one file.

    Args:
        text: of the file.
        shown: its path, as messages and findings name it.

    Raises:
        ConfigError: ``path:line:column: what is wrong``, every fault of the file at once.
    """
    root = parse(text, shown)
    faults = Faults(shown)
    rules = [_rule(table, shown, faults) for table in _tables(root, faults)]
    faults.refuse()
    return tuple(rules)


def _tables(root: Value, faults: Faults) -> tuple[Table, ...]:
    """The mappings below ``rules:``, the only key of a file."""
    if not isinstance(root, Table):
        faults.add(root.place, "a rule file is a mapping with the key `rules`")
        return ()
    fields = Fields(root, ("rules",), ("rules",), faults)
    listed = next((value for key, value in root.items if key.text == "rules"), None)
    if listed is not None and not isinstance(listed, Listing):
        faults.add(listed.place, "`rules` must be a list")
        return ()
    for value in (items := fields.items("rules")):
        if not isinstance(value, Table):
            faults.add(value.place, "a rule must be a mapping")
    return tuple(value for value in items if isinstance(value, Table))


def _rule(table: Table, shown: str, faults: Faults) -> UserRule:
    """One rule; where something is wrong with it, any value stands in, as the file is refused."""
    fields = Fields(table, _KEYS, _REQUIRED, faults)
    patterns = _Patterns(fields)
    kind = UserRuleKind(fields.choice("kind", UserRuleKind) or UserRuleKind.FORBID)
    replacement = _replacement(fields, kind)
    when, source = patterns.of("when"), patterns.of("source")
    unbound = kind is UserRuleKind.REQUIRE and not when and not source
    reach = fields.choice("within", Reach) or (Reach.ARTICLE if unbound else Reach.SEGMENT)
    severity = fields.choice("severity", (one.label for one in Severity))
    kinds = frozenset(BlockKind(name) for name in fields.choices("in", BlockKind))
    what = "USR- and a name in small letters, such as USR-house-style"
    return UserRule(
        id=fields.matching("id", _ID, what) or "",
        kind=kind,
        target=patterns.of("target", replacement),
        message=_message(fields),
        severity=Severity.parse(severity) if severity else Severity.MINOR,
        path=shown,
        line=table.place.line,
        when=when,
        source=source,
        exceptions=patterns.of("except"),
        replacement=replacement,
        languages=_languages(fields),
        reach=Reach(reach),
        kinds=kinds or ARTICLE_KINDS,
        link=fields.matching("link", _LINK, "an address that starts with https://"),
    )


def _message(fields: Fields) -> str:
    found = fields.scalar("message")
    if found is None:
        return ""
    for name in _PLACEHOLDER.findall(found.text):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
            fields.faults.add(found.place, f"unknown placeholder {{{name}}}; known: {known}")
    return " ".join(found.text.split())


def _replacement(fields: Fields, kind: UserRuleKind) -> str | None:
    found = fields.scalar("with")
    replaces = kind is UserRuleKind.REPLACE
    if replaces and "with" not in fields:
        fields.faults.add(fields.table.place, "a rule that replaces needs the key `with`")
    if found is not None and not replaces:
        fields.faults.add(found.place, "`with` is for rules of the kind replace")
    return None if found is None else found.text


def _languages(fields: Fields) -> tuple[str, ...]:
    found = fields.scalars("languages")
    for one in found:
        if not _LANGUAGE.fullmatch(one.text):
            fields.faults.add(one.place, f"not a language code: {one.text!r}")
    return tuple(one.text for one in found)


class _Patterns:
    """The patterns of a rule, which share its flags."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._whole_words = fields.flag("whole-words", default=True)
        self._ignore_case = fields.flag("ignore-case", default=False)

    def of(self, key: str, replacement: str | None = None) -> tuple[UserPattern, ...]:
        """Those under a key, each looked at; wrong ones are noted."""
        found = []
        for value in self._fields.items(key):
            pattern = self._pattern(key, value)
            wrong = None if pattern is None else pattern_fault(pattern, replacement)
            if wrong is not None:
                self._fields.faults.add(value.place, f"`{key}`: {wrong}")
            if pattern is not None:
                found.append(pattern)
        return tuple(found)

    def _pattern(self, key: str, value: Value) -> UserPattern | None:
        """A text is a phrase; ``{regex: ...}`` is a regular expression."""
        written, is_regex = value, False
        if isinstance(value, Table) and [name.text for name, _ in value.items] == ["regex"]:
            written, is_regex = value.items[0][1], True
        if isinstance(written, Scalar):
            return UserPattern(written.text, is_regex, self._whole_words, self._ignore_case)
        what = f"`{key}` takes phrases and `regex: ...`, one or a list of them"
        self._fields.faults.add(value.place, what)
        return None

"""Rule files: where they lie, and which of their rules hold in a run (docs/user-rules.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.checks.house.decode import decode
from audit.errors import ConfigError
from audit.model.user_rule import UserRule

SUFFIXES = (".yaml", ".yml")
CHECK = "USR001"
"""The built-in rule that applies them."""


def load_user_rules(paths: Iterable[str]) -> tuple[UserRule, ...]:
    """The rules of rule files and of folders of them, in the order given.

    Raises:
        ConfigError: ``path:line:column: what is wrong``, every fault of all files at once.
    """
    rules: list[UserRule] = []
    faults: list[str] = []
    for file in dict.fromkeys(file for path in paths for file in _files(path, faults)):
        try:
            rules.extend(decode(_text(file), str(file)))
        except ConfigError as error:
            faults.append(str(error))
    faults.extend(_twice(rules))
    if faults:
        raise ConfigError("\n".join(faults))
    return tuple(rules)


@dataclass(frozen=True, slots=True)
class Chosen:
    """User rules that hold, and what is left of ``--select`` and ``--ignore`` without their ids."""

    rules: tuple[UserRule, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]


def choose(rules: Sequence[UserRule], select: Sequence[str], ignore: Sequence[str]) -> Chosen:
    """The user rules that hold in a run, and what to select and ignore of the built-in ones.

    A user rule that is selected by its id brings the check that applies it; the other user rules
    then rest.
    """
    known = {rule.id.upper(): rule.id for rule in rules}
    named = {known[word.upper()] for word in select if word.upper() in known}
    unwanted = {known[word.upper()] for word in ignore if word.upper() in known}
    built_in = tuple(word for word in select if word.upper() not in known)
    return Chosen(
        rules=tuple(
            rule for rule in rules if rule.id not in unwanted and (not named or rule.id in named)
        ),
        select=(*built_in, CHECK) if named else built_in,
        ignore=tuple(word for word in ignore if word.upper() not in known),
    )


def _files(path: str, faults: list[str]) -> list[Path]:
    """The rule files that a path stands for."""
    whole = Path(path)
    if not whole.is_dir():
        return [whole]
    found = sorted(file for file in whole.rglob("*") if _is_rule_file(file, whole))
    if not found:
        faults.append(f"{path}: holds no rule file ({' or '.join(SUFFIXES)})")
    return found


def _is_rule_file(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in SUFFIXES and file.is_file()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from error


def _twice(rules: Sequence[UserRule]) -> list[str]:
    first: dict[str, UserRule] = {}
    return [
        f"{rule.path}:{rule.line}: the id {rule.id} is taken by {other.path}:{other.line}"
        for rule in rules
        if (other := first.setdefault(rule.id, rule)) is not rule
    ]

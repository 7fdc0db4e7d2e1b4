"""``traudit serve``: the report for a desk of several editors, and audits for a CMS."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.errors import PASS
from audit.cli.settings import at_home
from audit.core.install import install_command
from audit.errors import UsageError

if TYPE_CHECKING:
    from audit.cli.known import Known
    from audit.run.config import Settings
    from audit.serve.options import ServeOptions

TOKEN = "TRAUDIT_SERVE_TOKEN"
SHORTEST = 16
"""Characters of a token: what is shorter can be guessed."""
WORK = ".traudit-serve"


@click.command(epilog="Example: traudit serve reports/ --open")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535),
              help="0 takes a free one.")  # fmt: skip
@click.option("--token", metavar="TEXT", help=f"What a login asks for (better: ${TOKEN}).")
@click.option("--token-file", metavar="FILE", help="The same, in a file.")
@click.option("--allow-host", multiple=True, metavar="NAME",
              help="Name that a proxy passes on; needs a token.")  # fmt: skip
@click.option("--reviewer", metavar="NAME", help="Your name, where no token is asked for.")
@click.option("--work", metavar="DIR", help=f"What the server writes (default: DIR/{WORK}).")
@click.option(
    "--engine",
    metavar="NAME",
    help="auto (default), opus, compact, apertium, transformers or none.",
)
@click.option("--lang", metavar="CODE", help="Language of the articles; identified if not given.")
@click.option("--source-lang", metavar="CODE", help="Language they were translated from.")
@click.option("--config", metavar="FILE", help="Configuration file instead of the one found.")
@click.option("--models-dir", metavar="DIR", help="Where pulled models lie.")
@click.option("--ui-lang", metavar="CODE", help="Language of the pages around the articles.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 32),
              help="Audits at a time.")  # fmt: skip
@click.option("--queue", default=16, show_default=True, type=click.IntRange(1, 1000),
              help="Audits that may wait.")  # fmt: skip
@click.option("--timeout", default=300.0, show_default=True, type=click.FloatRange(1, 86400),
              help="Seconds of an audit.")  # fmt: skip
@click.option("--max-kb", default=2048, show_default=True, type=click.IntRange(16, 20480),
              help="Size of a request, in KB.")  # fmt: skip
@click.option("--memory-mb", default=4096, show_default=True, type=click.IntRange(min=256),
              help="Memory of an audit, in MB.")  # fmt: skip
@click.option("--keep", default=500, show_default=True, type=click.IntRange(min=1),
              help="Uploaded articles kept; older ones without decisions go.")  # fmt: skip
@click.option("--open/--no-open", "browse", default=False, help="Open a browser (default: no).")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
@click.option("-v", "--verbose", count=True, help="Log every request.")
def serve(folder: str, **flags: Any) -> int:
    """Serve the report on DIR to a desk of editors, and audits to a CMS.

    DIR is an output folder of `traudit run` or a folder of articles; it is only read. Decisions
    are kept in SQLite and exported as verdicts.json; articles are uploaded, pasted or sent to
    POST /api/audit. Listens on this machine alone unless a token is given (docs/serve.md).
    Ctrl-C ends it with exit code 0.
    """
    from audit.cli.known import known
    from audit.cli.settings import located
    from audit.cli.writing import check_ui_language

    settings, config = located(flags)
    check_ui_language(settings.ui_lang)
    options = _options(Path(folder), flags, settings, known(flags, settings, config))
    try:
        from audit.serve.server import serve as run
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("audit"):
            raise
        raise UsageError(
            f"{error.name} is missing: `traudit serve` needs `{install_command('serve')}`"
        ) from error
    quiet = flags["quiet"]

    def ready(address: str) -> None:
        if not quiet:
            click.echo(f"traudit: serving {folder} at {address} (Ctrl-C ends it)")
        if flags["browse"]:
            click.launch(address)

    run(options, ready=ready, verbose=-1 if quiet else flags["verbose"])
    return PASS


def _options(folder: Path, flags: dict[str, Any], settings: Settings, found: Known) -> ServeOptions:
    from audit.serve.names import person
    from audit.serve.options import MB, Limits, ServeOptions

    token, host = _token(flags), flags["host"]
    # A child works in another current folder.
    folder = folder.resolve()
    work = Path(at_home(flags["work"])).resolve() if flags["work"] else folder / WORK
    _refuse_strangers(host, flags["allow_host"], token)
    return ServeOptions(
        folder=folder,
        work=work,
        host=host,
        port=flags["port"],
        token=token,
        allowed_hosts=frozenset(flags["allow_host"]),
        reviewer=person(flags["reviewer"] or "") or _user(),
        audit=_audit_options(settings),
        policy=settings.policy,
        root=str(found.root.resolve()),
        baseline=None if found.baseline is None else str(found.path.resolve()),
        ui_language=settings.ui_lang,
        limits=Limits(
            body=flags["max_kb"] * 1024,
            audit_seconds=flags["timeout"],
            memory=flags["memory_mb"] * MB,
            waiting=flags["queue"],
            workers=flags["workers"],
            keep=flags["keep"],
        ),
    )


def _audit_options(settings: Settings) -> Any:
    from audit.serve.spec import AuditOptions

    return AuditOptions(
        engine=settings.engine,
        language=settings.lang,
        source_language=settings.source_lang,
        pivot=settings.pivot,
        select=settings.select,
        ignore=settings.ignore,
        also=settings.also,
        names=_resolved(settings.names),
        # The child has another current folder.
        rules=tuple(str(Path(one).resolve()) for one in settings.rules),
        termbases=tuple(str(Path(one).resolve()) for one in settings.termbase),
        jobs=settings.jobs or 1,
        beam_size=settings.beam_size or 2,
        models_dir=settings.models_dir and str(Path(settings.models_dir).resolve()),
    )


def _resolved(names: str | None) -> str | None:
    """A pipeline of names whose folder another current folder finds, too."""
    return str(Path(names).resolve()) if names and "/" in names else names


def _token(flags: dict[str, Any]) -> str | None:
    given = flags["token"] or os.environ.get(TOKEN)
    if flags["token_file"]:
        try:
            given = Path(at_home(flags["token_file"])).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"--token-file {flags['token_file']}: {error}") from error
    if not given:
        return None
    if len(given) < SHORTEST:
        raise UsageError(f"the token is too short to be safe: {SHORTEST} characters at least")
    return str(given)


def _refuse_strangers(host: str, names: tuple[str, ...], token: str | None) -> None:
    from audit.serve.guard.hosts import is_loopback

    if token is not None:
        return
    if not is_loopback(host):
        what = f"--host {host}"
    elif any(not is_loopback(name) for name in names):
        what = "--allow-host"
    else:
        return
    raise UsageError(
        f"{what} lets others reach the server, so it needs a token: set ${TOKEN}, --token-file "
        f"or --token ({SHORTEST} characters at least)"
    )


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "editor"

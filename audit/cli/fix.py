"""``traudit fix``: the corrections of editors, made in the articles."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.errors import OPERATIONAL, PASS

if TYPE_CHECKING:
    from audit.decision.fixes import Fixed
    from audit.decision.verdicts import Decision
    from audit.model.document import SourceText
    from audit.readers.interface import Reader


@click.command(epilog="Example: traudit fix article.txt --from verdicts.json --write")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--from", "verdicts", multiple=True, required=True, metavar="FILE",
    help="Decisions as the report exports them; may be given several times.",
)  # fmt: skip
@click.option("--write", is_flag=True, help="Change the files; without it a diff is printed.")
@click.option("-o", "--output", metavar="DIR", help="Write corrected copies there instead.")
def fix(paths: tuple[str, ...], verdicts: tuple[str, ...], write: bool, output: str | None) -> int:
    """Make the confirmed corrections in articles.

    Prints a diff, or changes the files with `--write`, or writes copies with `-o`. All but the
    corrections stays as it was, byte for byte. A correction whose words have changed since is named
    and left out, and the exit code is then 3.
    """
    from audit.cli.writing import one_line
    from audit.core.json_place import read
    from audit.decision.fixes import told
    from audit.decision.verdicts import decode
    from audit.errors import AuditError

    decisions = [one for file in verdicts for one in decode(read(Path(file)), file).decisions]
    code = PASS
    for path in paths:
        try:
            source, fixed = _fixed(path, decisions)
            if write or output:
                _write(Path(path), Path(output) if output else None, source, fixed)
        except (AuditError, OSError) as error:
            click.echo(one_line(f"traudit: {error}"), err=True)
            code = OPERATIONAL
            continue
        for decision, reason in fixed.left:
            click.echo(one_line(f"traudit: {path}: {told(decision)} not made: {reason}"), err=True)
            code = OPERATIONAL
        if write or output:
            click.echo(one_line(f"{path}: {len(fixed.made)} corrected"))
        else:
            click.echo("".join(_diff(path, source.text, fixed.text)), nl=False)
    return code


def _fixed(path: str, decisions: list[Decision]) -> tuple[SourceText, Fixed]:
    from audit.decision.fixes import fix as corrected
    from audit.readers.decode import decode

    data = Path(path).read_bytes()
    reader = _reader(path)
    source = decode(path, reader.unpacked(path, data))
    source = replace(source, sha256=hashlib.sha256(data).hexdigest())
    here = Path(path).resolve()
    own = [one for one in decisions if one.document == path or Path(one.document).resolve() == here]
    return source, corrected(source, own, reader.written, markup=reader.markup)


def _reader(path: str) -> Reader:
    from audit.readers import READERS, SUFFIXES

    return READERS.load(SUFFIXES.get(Path(path).suffix.lower(), "text"))()


def _write(path: Path, folder: Path | None, source: SourceText, fixed: Fixed) -> None:
    from audit.core.whole_file import write_whole

    target = path if folder is None else folder / path.name
    if target == path and not fixed.made:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    text = encoded(fixed.text, source.encoding, path)
    write_whole(target, _reader(str(path)).packed(path.read_bytes(), text))


def encoded(text: str, encoding: str, path: Path) -> bytes:
    """A text in the encoding that its file was read in, byte order included.

    Raises:
        audit.errors.OperationalError: for a correction that the encoding cannot write.
    """
    from audit.errors import OperationalError

    try:
        if encoding == "utf-16":
            mark = path.read_bytes()[:2]
            order = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
            return mark + text.encode(order)
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        sign = text[error.start]
        raise OperationalError(f"{path}: {encoding} has no {sign!r}: save it as UTF-8") from error


def _diff(path: str, before: str, after: str) -> list[str]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found = difflib.unified_diff(old, new, fromfile=path, tofile=path)
    return [line if line.endswith("\n") else f"{line}\n" for line in found]

"""The command that installs what an optional part needs: one that works wherever traudit is."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires

_EXTRA = re.compile(r"extra\s*==\s*[\"']([\w-]+)[\"']")


def install_command(extra: str) -> str:
    """``pip install`` with the requirements of an extra, read from the installed package.

    The packages are named, not the extra: a clone, a wheel and an index know them alike.

    >>> install_command("semantic")
    "pip install 'tokenizers>=0.20'"
    """
    try:
        lines = requires("traudit") or ()
    except PackageNotFoundError:
        lines = ()
    found = [
        line.partition(";")[0].strip()
        for line in lines
        if (match := _EXTRA.search(line)) is not None and match.group(1) == extra
    ]
    return "pip install " + " ".join(f"'{one}'" for one in found or (f".[{extra}]",))

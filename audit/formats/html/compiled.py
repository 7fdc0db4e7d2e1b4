"""Compiled templates, kept between runs: compiling takes longer than filling them."""

from __future__ import annotations

from importlib.metadata import version

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from audit.core.prepared import read, write


class CompiledTemplates(BytecodeCache):
    """jinja2's ``BytecodeCache``, which knows a template's source by its hash.

    Args:
        ui_language: constants are worked out when a template is compiled, perhaps in it.
    """

    def __init__(self, ui_language: str) -> None:
        self._made_from = f"jinja2 {version('jinja2')} {ui_language}"
        self._prefix = f"template.{ui_language}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket where there is something of the same source and the same Python."""
        data = read(f"{self._prefix}.{bucket.key}", self._made_from)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        data = bucket.bytecode_to_string()
        write(f"{self._prefix}.{bucket.key}", self._made_from, data)

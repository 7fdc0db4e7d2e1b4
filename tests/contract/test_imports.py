"""The import rules of the layout, read from the source."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import audit

ROOT = Path(audit.__file__).parent
REGISTRIES = ("readers", "translators", "metrics", "checks", "formats", "quality")
HEAVY = {
    "torch", "transformers", "ctranslate2", "sentencepiece", "numpy", "sacrebleu", "fasttext",
    "sentencex", "markdown_it", "mdit_py_plugins", "huggingface_hub", "rich", "sqlite3", "yaml", "regex", "spacy",
}  # fmt: skip


def _modules() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py") if "_reference" not in path.parts)


def _imports(path: Path, *, top_level: bool) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = _top_level(tree.body) if top_level else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _top_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        if isinstance(node, (ast.If, ast.Try)):
            yield from _top_level(node.body)


def test_the_model_imports_only_the_standard_library_and_itself() -> None:
    for path in (ROOT / "model").glob("*.py"):
        for name in _imports(path, top_level=False):
            top = name.split(".")[0]
            assert top in sys.stdlib_module_names or name.startswith("audit.model"), (path, name)


def test_registry_folders_never_import_each_other() -> None:
    for registry in REGISTRIES:
        others = tuple(f"audit.{other}" for other in REGISTRIES if other != registry)
        for path in (ROOT / registry).rglob("*.py"):
            for name in _imports(path, top_level=False):
                assert not name.startswith(others), (path, name)


def test_formats_import_the_model_only() -> None:
    allowed = ("audit.model", "audit.formats", "audit.core.registry", "audit.core.prepared")
    for path in (ROOT / "formats").rglob("*.py"):
        for name in _imports(path, top_level=False):
            assert not name.startswith("audit") or name.startswith(allowed), (path, name)


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    for path in _modules():
        for name in _imports(path, top_level=True):
            assert name.split(".")[0] not in HEAVY, f"{path.relative_to(ROOT)} imports {name}"


def test_only_the_reference_module_knows_where_the_reference_data_lies() -> None:
    for path in _modules():
        if path.name == "reference.py":
            continue
        text = path.read_text(encoding="utf-8")
        assert "_reference" not in text.replace("_reference(", "").replace("load_reference", ""), (
            path
        )

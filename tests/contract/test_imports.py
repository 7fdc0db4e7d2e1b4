"""The import rules of the layout, read from the source."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import audit

ROOT = Path(audit.__file__).parent

FACTS = {"errors", "core", "model"}
TEXTS = FACTS | {"language", "terms", "knowledge"}
ENGINES = FACTS | {"language", "translators"}
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "core": {"errors"},
    "model": set(),
    "language": FACTS,
    "readers": FACTS | {"language"},
    "reading": FACTS | {"language", "readers"},
    "translators": FACTS | {"language"},
    "roundtrip": ENGINES,
    "terms": FACTS | {"language"},
    "knowledge": FACTS | {"language"},
    "understanding": TEXTS,
    "qe": TEXTS,
    "alignment": ENGINES | {"terms", "qe"},
    "metrics": ENGINES | {"roundtrip", "qe"},
    "checks": TEXTS | {"understanding", "qe", "alignment"},
    "decision": TEXTS | {"reading", "checks"},
    "formats": FACTS,
    "run": TEXTS | ENGINES
    | {"readers", "reading", "roundtrip", "understanding", "qe", "alignment", "metrics", "checks", "decision"},
}  # fmt: skip
"""What each package may import: nothing but what stands before it. What wraps a run follows."""
ALLOWED["segments"] = ALLOWED["run"] | {"run"}
ALLOWED["api"] = ALLOWED["segments"] | {"segments"}
ALLOWED["serve"] = ALLOWED["api"] | {"api", "formats"}
ALLOWED["cli"] = ALLOWED["serve"] | {"serve"}
ALLOWED["__main__"] = {"cli"}
ALLOWED["__init__"] = {"api", "model"}
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


def _rooms(path: Path) -> Iterator[str]:
    """The packages that a module imports from; the bare ``audit`` holds the version only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            package, _, inside = name.partition(".")
            if package == "audit" and inside and inside != "__version__":
                yield inside.split(".")[0]


def test_every_room_stands_in_the_table_and_nothing_lies_loose() -> None:
    rooms = {path.name for path in ROOT.iterdir() if any(path.glob("*.py"))}
    loose = {path.stem for path in ROOT.glob("*.py")}
    assert rooms <= set(ALLOWED)
    assert loose == {"__init__", "__main__", "api", "errors"}


def test_rooms_import_only_what_the_table_allows() -> None:
    for path in _modules():
        room = path.relative_to(ROOT).with_suffix("").parts[0]
        for imported in _rooms(path):
            assert imported in ALLOWED[room] | {room}, f"{path.relative_to(ROOT)}: {imported}"


def test_the_table_has_no_arrow_that_runs_back() -> None:
    for position, room in enumerate(ALLOWED):
        assert ALLOWED[room] <= set(list(ALLOWED)[:position]), room


def test_the_picture_and_the_page_name_every_room() -> None:
    docs = Path(__file__).parents[2] / "docs"
    page = (docs / "architecture.md").read_text(encoding="utf-8")
    picture = (docs / "architecture.svg").read_text(encoding="utf-8")
    for room in set(ALLOWED) - {"__init__", "__main__"}:
        assert f"| `{room}` |" in page, room
        assert f">{room}</text>" in picture, room


def test_no_folder_is_larger_than_a_shelf() -> None:
    for folder in {path.parent for path in _modules()}:
        assert len(list(folder.glob("*.py"))) <= 26, folder


def test_the_model_imports_only_the_standard_library_and_itself() -> None:
    for path in (ROOT / "model").glob("*.py"):
        for name in _imports(path, top_level=False):
            top = name.split(".")[0]
            assert top in sys.stdlib_module_names or name.startswith("audit.model"), (path, name)


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    for path in _modules():
        for name in _imports(path, top_level=True):
            assert name.split(".")[0] not in HEAVY, f"{path.relative_to(ROOT)} imports {name}"


def test_only_the_reference_module_knows_where_the_reference_data_lies() -> None:
    for path in _modules():
        if path.name == "reference.py":
            continue
        text = path.read_text(encoding="utf-8")
        for other in ("_reference(", "load_reference", "requires_references("):
            text = text.replace(other, "")
        assert "_reference" not in text, path

from __future__ import annotations

from pathlib import Path

import pytest

from audit.model.document import Document
from audit.readers.files import read
from audit.reading.ingest import ingest


def document(folder: Path, name: str, text: str) -> Document:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return ingest(*read(str(path)))


def spoken_of(found: Document) -> list[tuple[str, str]]:
    """Each directive as it stands in the file, with the text that it speaks of."""
    text = found.source.text
    for directive, _ in found.directives:
        assert text[directive.span.start : directive.span.end] == directive.text
    return [(one.text, text[target.start : target.end]) for one, target in found.directives]


def test_a_line_of_plain_text_speaks_of_what_follows_and_is_no_text(tmp_path: Path) -> None:
    text = "Le titre\r\n\r\n  [traudit-ignore ENT001: a] \r\nUn texte.\r\nAutre texte.\r\n<!-- traudit-off B: c -->\r\nFin.\r\n[traudit-on B]"
    found = document(tmp_path, "a.txt", text)
    assert [block.text for block in found.blocks] == [
        "Le titre",
        "Un texte.",
        "Autre texte.",
        "Fin.",
    ]
    assert spoken_of(found) == [
        ("[traudit-ignore ENT001: a]", "Un texte."),
        ("<!-- traudit-off B: c -->", "Fin."),
        ("[traudit-on B]", ""),
    ]


def test_a_directive_parts_a_wrapped_paragraph_and_offsets_stay(tmp_path: Path) -> None:
    lines = "La mairie a publié hier soir le plan du port\net de ses quais pour toute la saison.\n"
    plain = document(tmp_path, "a.txt", lines)
    marked = document(tmp_path, "b.txt", "[traudit-ignore X: y]\n" + lines)
    assert [one.text for one in marked.segments] == [one.text for one in plain.segments]
    assert marked.segments[0].span.start == plain.segments[0].span.start + 22


@pytest.mark.parametrize(
    "line", ["Il a écrit [traudit-ignore X: y].", "[Photo/Agences]", "traudit-ignore X: y"]
)
def test_what_only_looks_like_one_is_text(line: str, tmp_path: Path) -> None:
    found = document(tmp_path, "a.txt", f"Le titre du jour\n\n{line}\n")
    assert found.directives == ()
    assert found.blocks[-1].text == line


def test_a_comment_of_a_page_speaks_of_its_block_or_of_the_next_one(tmp_path: Path) -> None:
    page = (
        "<html><body><!-- traudit-ignore A: 1 -->\n<h1>Le titre</h1><!-- autre -->"
        "<p>Un <!-- traudit-ignore B: 2 -->mot <img alt='Une image'> ici <!-- traudit-ignore C: 3 --></p>"
        "<script>'<!-- traudit-ignore D: 4 -->'</script><p><!-- traudit-ignore E:\n5 --> Fin.</p></body></html>"
    )
    found = document(tmp_path, "a.html", page)
    assert [block.text for block in found.blocks] == [
        "Le titre",
        "Un mot \ufffc ici",
        "Une image",
        "Fin.",
    ]
    assert [(one.split()[2], target[:4]) for one, target in spoken_of(found)] == [
        ("A:", "Le t"), ("B:", "Un <"), ("C:", "Un <"), ("E:", "Fin."),
    ]  # fmt: skip


def test_markdown_has_comments_and_front_matter_but_not_in_code(tmp_path: Path) -> None:
    text = (
        "---\r\nlang: fr\r\ntraudit_ignore:\r\n  - 'A: 1'\r\n\r\n  # note\r\n  - B: 2\r\ntitle: x\r\n---\r\n\r\n"
        "<!-- traudit-ignore C: 3 -->\r\n# Titre\r\n\r\nUn <!-- traudit-ignore D: 4 --> texte.\r\n\r\n"
        "`<!-- traudit-ignore E: 5 -->`\r\n\r\n```\r\n<!-- traudit-ignore F: 6 -->\r\n```\r\n"
    )
    path = tmp_path / "a.md"
    path.write_bytes(text.encode("utf-8"))
    found = ingest(*read(str(path)))
    front, comment, inline = found.directives
    assert front[0].block is None
    assert text[front[0].span.start : front[0].span.end].endswith("- B: 2")
    assert (front[1].start, front[1].end) == (0, len(text))
    assert text[comment[1].start : comment[1].end] == "Titre"
    assert text[inline[1].start : inline[1].end].startswith("Un <!--")


def test_toml_front_matter_gives_one_directive_an_entry(tmp_path: Path) -> None:
    text = "+++\ntitle = 'x'\ntraudit_ignore = ['A: 1', 'B: 2']\n+++\n\nUn texte.\n"
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    found = ingest(*read(str(path)))
    assert [one.text for one, _ in found.directives] == [
        "[traudit-ignore A: 1]",
        "[traudit-ignore B: 2]",
    ]
    (span,) = {one.span for one, _ in found.directives}
    assert text[span.start : span.end].startswith("traudit_ignore = [")

"""Word documents: the paragraphs of ``word/document.xml``.

Offsets point into that part of the package, decoded; the digest is that of the whole file.
"""

from __future__ import annotations

import io
import zipfile
from typing import ClassVar

from audit.errors import ReadError
from audit.model.document import BlockKind, RawBlock, RawDocument, SourceText
from audit.model.wording import say
from audit.readers.bilingual.xml_events import events
from audit.readers.decode import MAX_BYTES, refuse_size, shown
from audit.readers.interface import Reader, xml_text
from audit.readers.mapped import MappedText

PART = "word/document.xml"
_HEADINGS = ("heading", "title", "titre", "berschrift", "ttulo", "titolo", "kop")
"""In ids of styles, which Word writes in the language of its user, letters of ASCII only."""
_PASSED = frozenset({"del", "instrText", "delText", "txbxContent", "moveFrom", "Fallback"})


class DocxReader(Reader):
    """Reads ``.docx``. Runs of a paragraph are joined; deletions on record are no text."""

    name: ClassVar[str] = "docx"
    suffixes: ClassVar[tuple[str, ...]] = (".docx",)
    markup: ClassVar[bool] = True

    def unpacked(self, path: str, data: bytes) -> bytes:
        """The part that holds the text.

        Raises:
            ReadError: where it is no Word document, or one that unpacks to too much.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                refuse_size(path, package.getinfo(PART).file_size)
                with package.open(PART) as part:
                    return part.read(MAX_BYTES + 1)
        except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError) as error:
            raise ReadError(say("{path}: is no Word document", path=shown(path))) from error

    def read(self, source: SourceText) -> RawDocument:
        """The paragraphs, headings as such."""
        blocks: list[RawBlock] = []
        built, kind, passed, text = MappedText(), None, 0, False
        for event in events(source):
            if passed:
                passed += {"start": 1, "end": -1}.get(event.kind, 0)
            elif event.kind == "start":
                style = (event.attributes or {}).get("val", "").lower()
                if event.name in _PASSED:
                    passed = 1
                elif event.name == "p":
                    built, kind = MappedText(), None
                elif event.name == "pStyle" and any(name in style for name in _HEADINGS):
                    kind = BlockKind.HEADLINE
                elif event.name == "t":
                    text = True
                elif event.name in ("tab", "br", "cr"):
                    built.space(event.start, event.end - event.start)
            elif event.kind == "text" and text:
                if len(event.name) == event.end - event.start:
                    built.literal(source.text, event.start, event.end, lambda at: at)
                else:
                    built.unit(event.name, event.start, event.end - event.start)
            elif event.kind == "end" and event.name == "t":
                text = False
            elif event.kind == "end" and event.name == "p":
                block = built.block(kind, None)
                if block is not None:
                    blocks.append(block)
                built = MappedText()
        return RawDocument(tuple(blocks))

    def written(self, text: str) -> str:
        return xml_text(text)

    def packed(self, data: bytes, text: bytes) -> bytes:
        """The package with another text; its other parts are copied as they are."""
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w") as copy:
            for part in package.infolist():
                copy.writestr(part, text if part.filename == PART else package.read(part))
        return made.getvalue()

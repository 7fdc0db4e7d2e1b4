"""What policies know an article by: its name, and the section of the publication it stands in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import PurePosixPath

from audit.decision.naming import namer
from audit.model.decision import Scope
from audit.model.document import Document
from audit.reading.provenance import sections


def scoper(root: str | os.PathLike[str]) -> Callable[[Document], Scope]:
    """Gives each article its scope, named from ``root``, the folder of the policy.

    The section is what the article says (``section:`` in front matter, ``article:section`` or
    schema.org ``articleSection`` in a page); where it says nothing, the folders of its name.
    """
    name = namer(root)

    def scope(document: Document) -> Scope:
        named = name(document.path)
        said = sections(document.provenance) or PurePosixPath(named).parent.parts
        return Scope(named, frozenset(" ".join(one.split()).casefold() for one in said))

    return scope

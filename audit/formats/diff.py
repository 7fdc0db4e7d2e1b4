"""Word diff of a segment and its round trip, shared by the formats."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*['’]?|\S")


def word_diff(text: str, round_trip: str) -> list[tuple[str, str]]:
    """Pieces of the two texts: ``("same" | "lost" | "came back", words)`` in reading order.

    Words are compared without case, since a round trip often changes it.
    """
    left, right = _TOKEN.findall(text), _TOKEN.findall(round_trip)
    matcher = SequenceMatcher(
        None,
        [word.casefold() for word in left],
        [word.casefold() for word in right],
        autojunk=False,
    )
    pieces = []
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            pieces.append(("same", " ".join(left[i1:i2])))
            continue
        if i1 < i2:
            pieces.append(("lost", " ".join(left[i1:i2])))
        if j1 < j2:
            pieces.append(("came back", " ".join(right[j1:j2])))
    return pieces

"""From text to the subword tokens of a Marian model and back, as MarianTokenizer does it.

Texts never become special tokens: ``</s>`` or ``>>en<<`` written in an article is cut into pieces
like any other text, which is why the tokenizer itself is not given the whole string.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from audit.errors import EngineError

END, UNKNOWN, PAD = "</s>", "<unk>", "<pad>"
_SPACE = "▁"
_SPECIAL = frozenset({END, UNKNOWN, PAD})


class Subwords:
    """The two SentencePiece models of a Marian model with its vocabulary.

    Args:
        source: a ``SentencePieceProcessor`` for the source side.
        target: the same for the target side; may be the same object.
        vocabulary: the tokens that the model has embeddings for.
    """

    def __init__(self, source: Any, target: Any, vocabulary: Collection[str]) -> None:
        self._source = source
        self._target = target
        self._vocabulary = vocabulary

    def source(self, text: str, token: str | None) -> list[str]:
        """Direction token if any, pieces, end token."""
        head = [] if token is None else [token]
        return [*head, *self._source.encode(_encodable(text), out_type=str), END]

    def target(self, text: str) -> list[str]:
        """Pieces of a text in the target language, without the end token."""
        return list(self._target.encode(_encodable(text), out_type=str))

    def text(self, tokens: Sequence[str]) -> str:
        """The text of target tokens; special tokens are left out."""
        pieces = [token for token in tokens if token not in _SPECIAL]
        return str(self._target.decode_pieces(pieces)).replace(_SPACE, " ").strip()

    def unknown_words(self, tokens: Sequence[str]) -> int:
        """How many words have a piece that the model has no embedding for."""
        words: set[int] = set()
        word = 0
        for token in tokens:
            word += token.startswith(_SPACE)
            if token not in self._vocabulary or token == UNKNOWN:
                words.add(word)
        return len(words)


def load(folder: Path) -> Subwords:
    """The subwords of a CTranslate2 model folder; without ``target.spm`` the model is joint.

    Raises:
        EngineError: a file is missing or broken.
    """
    import sentencepiece

    joint = folder / "source.spm"
    target = folder / "target.spm"
    try:
        source = sentencepiece.SentencePieceProcessor(model_file=str(joint))
        other = (
            sentencepiece.SentencePieceProcessor(model_file=str(target))
            if target.is_file()
            else source
        )
        words = json.loads((folder / "shared_vocabulary.json").read_text(encoding="utf-8"))
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError(f"{folder}: the tokenizer cannot be loaded: {error}") from error
    return Subwords(source, other, frozenset(words))


def _encodable(text: str) -> str:
    """Lone surrogates, which no UTF-8 can hold, become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

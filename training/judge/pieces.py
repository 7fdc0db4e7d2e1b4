"""The sentencepiece model of the encoder: its pieces, of which those that texts need are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as protobuf

from training.judge.packed import Packed

SPECIAL = 4
"""The first pieces: ``<s>``, ``<pad>``, ``</s>``, ``<unk>``."""
_CONTROL, _UNKNOWN, _NORMAL = 3, 2, 1


def model(packed: Packed, kept: Sequence[int], normaliser: Path) -> bytes:
    """A unigram model of the pieces ``kept`` (numbers in ``packed``, the special ones first).

    Args:
        normaliser: any sentencepiece model of the rule ``nmt_nfkc``, whose table is taken over.
    """
    made = protobuf.ModelProto()
    other = protobuf.ModelProto()
    other.ParseFromString(normaliser.read_bytes())
    made.normalizer_spec.CopyFrom(other.normalizer_spec)
    made.trainer_spec.model_type = 1
    made.trainer_spec.vocab_size = len(kept)
    made.trainer_spec.bos_id, made.trainer_spec.pad_id = 0, 1
    made.trainer_spec.eos_id, made.trainer_spec.unk_id = 2, 3
    kinds = {0: _CONTROL, 1: _CONTROL, 2: _CONTROL, 3: _UNKNOWN}
    for number in kept:
        piece = made.pieces.add()
        piece.piece, piece.score = packed.pieces[number], packed.scores[number]
        piece.type = kinds.get(number, _NORMAL)
    return made.SerializeToString()


def needed(packed: Packed, texts: Iterable[str], normaliser: Path, size: int) -> list[int]:
    """The numbers of the ``size`` pieces that ``texts`` need most, in the order of ``packed``."""
    everything = sentencepiece.SentencePieceProcessor(
        model_proto=model(packed, range(len(packed.pieces)), normaliser)
    )
    counts: Counter[int] = Counter()
    for ids in everything.encode(list(texts), num_threads=2):
        counts.update(ids)
    usual = [number for number, _ in counts.most_common(size) if number >= SPECIAL]
    return [*range(SPECIAL), *sorted(usual[: size - SPECIAL])]

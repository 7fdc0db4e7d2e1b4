"""simplemma's word lists, kept between runs in a form that needs no unpacking.

simplemma's own forms are a dictionary of all words, which takes long to build, and a stream that
is read from its start for every run; a trie (marisa-trie) is built once and looked up in place.
simplemma can keep such tries itself, but writes them in place, where another process may read half
of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from itertools import chain
from typing import TYPE_CHECKING

from audit.core import prepared
from audit.language.lexicon.words import frequency_lists

if TYPE_CHECKING:
    from marisa_trie import BytesTrie, Trie

_FORMAT = 1
"""Raised when the tries are made in another way."""


class WordList(Mapping[str, str]):
    """Word -> lemma."""

    __slots__ = ("_trie",)

    def __init__(self, trie: BytesTrie) -> None:
        self._trie = trie

    def __getitem__(self, word: str) -> str:
        found = self._trie.get(word)
        if not found:
            raise KeyError(word)
        lemma: bytes = found[0]
        return lemma.decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._trie.iterkeys())

    def __len__(self) -> int:
        return len(self._trie)


class WordLists:
    """simplemma's ``DictionaryFactory``."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """The words of a language.

        Raises:
            ValueError: simplemma does not have the language.
        """
        return word_list(lang)


@cache
def word_list(language: str) -> WordList:
    """The words of a language.

    Raises:
        ValueError: simplemma does not have the language.
    """
    from marisa_trie import BytesTrie

    made_from = f"{_FORMAT} simplemma {version('simplemma')} marisa-trie {version('marisa-trie')}"
    data = prepared.kept(f"words.{language}.trie", made_from, lambda: _built(language))
    return WordList(BytesTrie().frombytes(data))


def _built(language: str) -> bytes:
    from marisa_trie import BytesTrie
    from simplemma.strategies import DefaultDictionaryFactory

    words = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language)
    built: bytes = BytesTrie((word, words[word].encode()) for word in words).tobytes()
    return built


@cache
def frequent(language: str) -> Trie:
    """All words that wordfreq has counted in a language, rare ones and common slips included."""
    from marisa_trie import Trie

    made_from = f"{_FORMAT} wordfreq {version('wordfreq')} marisa-trie {version('marisa-trie')}"
    data = prepared.kept(f"frequent.{language}.trie", made_from, lambda: _counted(language))
    return Trie().frombytes(data)


def _counted(language: str) -> bytes:
    from marisa_trie import Trie

    built: bytes = Trie(chain.from_iterable(frequency_lists(language, rare=True))).tobytes()
    return built

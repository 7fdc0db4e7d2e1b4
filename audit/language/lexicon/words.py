"""What is known of single words: lemma, frequency, and in which languages a word is a word.

Lemmas and word lists come from simplemma (54 languages), frequencies from wordfreq (Zipf scale:
log10 of occurrences in a billion words; 3 is once in a million). Both ship their data.
"""

from __future__ import annotations

import gzip
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from simplemma import Lemmatizer
    from simplemma.strategies import DictionaryLookupStrategy

_WORD_LIST = "small_*.msgpack.gz"
"""A list of words for every hundredth of a power of ten that their frequency falls below one, with
a header before them (format cB, version 1)."""
_SIMPLIFIED = "zh"
_FORMAT = {"format": "cB", "version": 1}


@lru_cache(maxsize=1)
def _frequency_files() -> dict[str, Path]:
    """The word lists of wordfreq by language.

    They are read as they are: importing wordfreq takes longer than all look-ups of an article, for
    tokenizers and language codes that have no use here.
    """
    package = find_spec("wordfreq")
    folders = package.submodule_search_locations if package is not None else None
    files = (file for folder in folders or () for file in Path(folder, "data").glob(_WORD_LIST))
    return {file.name.removeprefix("small_").split(".")[0]: file for file in files}


@lru_cache(maxsize=1)
def _lemma_languages() -> frozenset[str]:
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return frozenset(SUPPORTED_LANGUAGES)


def has_frequencies(language: str) -> bool:
    """True when ``zipf`` means something for the language."""
    return language in _frequency_files()


def frequencies_of() -> frozenset[str]:
    """The languages for which ``zipf`` means something."""
    return frozenset(_frequency_files())


def has_lemmas(language: str) -> bool:
    """True when ``lemma`` and ``is_known`` mean something for the language."""
    return language in _lemma_languages()


@lru_cache(maxsize=65536)
def zipf(word: str, language: str) -> float:
    """Zipf frequency of one word, 0 when it is not among the common ones (about below 3).

    Raises:
        LookupError: when there are no frequencies for the language.
    """
    folded = word.casefold().replace("’", "'")
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
    ranks = _ranks(language)
    rank = ranks.get(folded)
    if rank is None and language == _SIMPLIFIED:
        rank = ranks.get(folded.translate(_simplified()))
    return 0.0 if rank is None else 9 - rank / 100


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """The simplified character of each traditional one: the list of Chinese holds those alone."""
    file = _frequency_files()[_SIMPLIFIED].with_name("_chinese_mapping.msgpack.gz")
    table: dict[int, str] = msgspec.msgpack.decode(
        gzip.decompress(file.read_bytes()), type=dict[int, str]
    )
    return table


@lru_cache(maxsize=8)
def _ranks(language: str) -> dict[str, int]:
    """How many hundredths of a power of ten the frequency of each word lies below one."""
    ranks: dict[str, int] = {}
    for rank, words in enumerate(frequency_lists(language)):
        ranks.update(dict.fromkeys(words, rank))
    return ranks


def frequency_lists(language: str, *, rare: bool = False) -> list[list[str]]:
    """The words of wordfreq, a list for each hundredth of a power of ten below one.

    Args:
        rare: from about one in a hundred million words, not one in a million; fewer languages.

    Raises:
        LookupError: when there are no frequencies for the language.
    """
    if not has_frequencies(language):
        raise LookupError(f"no word frequencies for {language!r}")
    path = _frequency_files()[language]
    if rare:
        path = path.with_name(path.name.replace("small", "large", 1))
    data = gzip.decompress(path.read_bytes())
    header, *lists = msgspec.msgpack.decode(data)
    if header != _FORMAT:
        raise LookupError(f"word frequencies of another format: {header!r}")
    return list(lists)


@lru_cache(maxsize=1)
def _lemmatizer() -> Lemmatizer:
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    from audit.language.lexicon.word_lists import WordLists

    strategy = DefaultStrategy(dictionary_factory=WordLists())
    # ``lemma`` remembers; once is enough.
    return Lemmatizer(cache_max_size=0, lemmatization_strategy=strategy)


@lru_cache(maxsize=1)
def _look_up() -> DictionaryLookupStrategy:
    from simplemma.strategies import DictionaryLookupStrategy

    from audit.language.lexicon.word_lists import WordLists

    return DictionaryLookupStrategy(WordLists())


@lru_cache(maxsize=65536)
def lemma(word: str, language: str) -> str:
    """The dictionary form, or the word itself when it is unknown or the language has no data."""
    if not has_lemmas(language) or not word or _has_surrogate(word):
        return word
    return str(_lemmatizer().lemmatize(word, lang=language))


@lru_cache(maxsize=65536)
def is_known(word: str, language: str) -> bool:
    """True when the word (any inflected form) is in the word list of the language."""
    if not has_lemmas(language) or not word or _has_surrogate(word):
        return False
    look_up = _look_up().get_lemma
    composed = unicodedata.normalize("NFC", word)
    return any(look_up(one, language) is not None for one in (composed, composed.lower()))


def _has_surrogate(word: str) -> bool:
    """True for half a surrogate pair, which no word list can look up."""
    return not word.isascii() and any("\ud800" <= letter <= "\udfff" for letter in word)

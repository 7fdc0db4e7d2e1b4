"""What would mend a finding: words that an editor can paste, apart from what is advice."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.wording import say


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to mend it; as a text, what an editor reads. It has words, advice, or both."""

    replacement: str | None = None
    """Words of the article's language for the place of the finding. None: somebody must write."""
    advice: str | None = None
    """A sentence that says what to do."""
    fits: bool = False
    """True where the replacement stands for the whole span and nothing around it changes with it:
    a program may put it there. Else an article or an ending may have to change as well."""

    def __str__(self) -> str:
        return self.advice or self.replacement or ""


def write(words: str, *, fits: bool = False) -> Suggestion:
    """``Write `words`.``"""
    return Suggestion(words, say("Write `{should}`.", should=words), fits)


def paste(words: str | None, *, fits: bool = False) -> Suggestion | None:
    """Words that need no sentence around them; None for none."""
    return Suggestion(words, fits=fits) if words else None


def advise(sentence: str) -> Suggestion:
    """Advice without words to paste."""
    return Suggestion(advice=sentence)

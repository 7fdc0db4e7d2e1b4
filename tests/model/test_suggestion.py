"""What can be pasted stands apart from what is advice."""

from __future__ import annotations

from audit.model.suggestion import Suggestion, advise, paste, write
from audit.model.wording import Wording, say


def test_as_a_text_it_is_what_an_editor_reads() -> None:
    assert str(write("Nigeria")) == "Write `Nigeria`."
    assert str(advise("Look it up.")) == "Look it up."
    assert str(Suggestion("200 m")) == "200 m"
    assert paste(None) is None


def test_advice_keeps_its_parts() -> None:
    advice = write("Nigeria").advice
    assert isinstance(advice, Wording) and advice.values == {"should": "Nigeria"}
    assert advise(say("Delete it.")).replacement is None

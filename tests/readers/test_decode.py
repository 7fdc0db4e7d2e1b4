from __future__ import annotations

import hashlib

import pytest

from audit.errors import ReadError
from audit.readers import decode as module
from audit.readers.decode import MAX_BYTES, decode, from_text

FRENCH = "«\u00a0Déjà l’été\u00a0», a dit la sœur d’Hélène à l’École.\r\nFin…\rSûr\u00a0?\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (FRENCH.encode(), "utf-8"),
        (FRENCH.encode("utf-8-sig"), "utf-8-sig"),
        (FRENCH.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + FRENCH.encode("utf-16-be"), "utf-16"),
        (FRENCH.encode("utf-16-le"), "utf-16-le"),
        (FRENCH.encode("utf-16-be"), "utf-16-be"),
        (FRENCH.encode("cp1252"), "cp1252"),
        (b"plain ASCII\r\n", "utf-8"),
        ("été".encode("cp1252"), "cp1252"),
        ("¿Qué pasó? ¡Nada! Straße, ångström, naïve".encode("cp1252"), "cp1252"),
        ("العربية والعبرية".encode("utf-16-le"), "utf-16-le"),
        ("Привет, мир".encode("utf-16-be"), "utf-16-be"),
        ("总统昨天在议会发表讲话".encode(), "utf-8"),
    ],
)
def test_the_recorded_encoding_gives_the_text_again(tmp_path, data, encoding):
    source = decode("article.txt", data)
    file = tmp_path / "article.txt"
    file.write_bytes(data)
    with file.open(encoding=source.encoding, newline="") as opened:
        assert opened.read() == source.text
    assert source.encoding == encoding
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.path == "article.txt"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt: is empty"),
        (b" \n\t\r\n", "a.txt: is empty (white space only)"),
        (b"\xef\xbb\xbf", "a.txt: is empty"),
        ("\u200b\ufeff\u00a0".encode(), "a.txt: is empty (white space only)"),
        (b"un\ndeux\xc3\xa9\ntr\xffois", "a.txt: not valid UTF-8 at byte 12 (line 3)"),
        (
            "déjà à Noël, été, hélas".encode() + b"\xe9.",
            "a.txt: not valid UTF-8 at byte 30 (line 1)",
        ),
        ("Привет мир, это текст".encode("cp1251"), "a.txt: not valid UTF-8 at byte 0 (line 1)"),
        ("Zażółć gęślą jaźń".encode("iso-8859-2"), "a.txt: not valid UTF-8 at byte 2 (line 1)"),
        ("le cœur et la sœur".encode("iso-8859-15"), "a.txt: not valid UTF-8 at byte 4 (line 1)"),
        (
            "le café de l’été".replace("’", "'").encode("cp850"),
            "a.txt: not valid UTF-8 at byte 6 (line 1)",
        ),
        ("le café de l'été".encode("mac-roman"), "a.txt: not valid UTF-8 at byte 6 (line 1)"),
        (b"un\0deux", "a.txt: looks like a binary file (NUL at byte 2)"),
        (b"\0binary\1", "a.txt: looks like a binary file (NUL at byte 0)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt: looks like a binary file (NUL at byte 8)"),
        (
            "é\x01\x02\x03".encode(),
            "a.txt: looks like a binary file (control character U+0001 at byte 2)",
        ),
        ("é\0".encode("utf-16"), "a.txt: looks like a binary file (NUL at byte 4)"),
        (b"\xff\xfea\0\n\0\0\xd8b\0", "a.txt: not valid UTF-16 at byte 6 (line 2)"),
        (b"\xff\xfea\0b", "a.txt: not valid UTF-16 at byte 4 (line 1)"),
        ("texte".encode("utf-32"), "a.txt: UTF-32 is not read; save the file as UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data, message):
    with pytest.raises(ReadError) as caught:
        decode("a.txt", data)
    assert str(caught.value) == message


def test_a_stray_control_character_is_no_binary_file():
    text = "Le président a parlé\x02 hier devant les députés."
    assert decode("a.txt", text.encode()).text == text


def test_too_large_is_said_before_anything_is_decoded(monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 4 * 2**20)
    assert decode("a.txt", b"a" * 4 * 2**20).text
    with pytest.raises(ReadError, match=r"^a.txt: larger than 4 MB$"):
        decode("a.txt", b"a" * (4 * 2**20 + 1))
    assert MAX_BYTES == 20 * 2**20


def test_a_path_that_does_not_print_stays_in_one_line():
    with pytest.raises(ReadError, match=r"^a\\nb\\x1b\[31m\\u202e\.txt: is empty$"):
        decode("a\nb\x1b[31m\u202e.txt", b"")


def test_a_text_from_a_caller_is_read_as_utf8():
    source = from_text("wire/42", FRENCH)
    assert source == decode("wire/42", FRENCH.encode())


def test_a_leading_mark_in_a_caller_s_text_shifts_no_offset():
    source = from_text("wire/42", "\ufeffTexte")
    assert (source.text, source.encoding) == ("\ufeffTexte", "utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("un\ndeux \ud83d!", "w:2:6: lone surrogate U+D83D"),
        ("un\0", "w: looks like a binary file (NUL at byte 2)"),
        ("\u200b", "w: is empty (white space only)"),
    ],
)
def test_a_caller_s_text_is_checked_like_a_file(text, message):
    with pytest.raises(ReadError) as caught:
        from_text("w", text)
    assert str(caught.value) == message


def test_hostile_strings_are_read_whole_or_refused_in_one_line(hostile_text):
    try:
        source = from_text("h.txt", hostile_text)
    except ReadError as error:
        assert "\n" not in str(error)
        assert "\0" in hostile_text or "\ud83d" in hostile_text or "\x01" in hostile_text
    else:
        assert source.text == hostile_text

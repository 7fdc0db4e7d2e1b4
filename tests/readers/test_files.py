from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from audit.errors import ReadError
from audit.readers import READERS, SUFFIXES, files
from audit.readers.files import collect, read


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.html", "c.PDF", "d.MD", "sub/z.htm", "sub/deep/y.markdown", "LICENSE"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<p>Texte." if "htm" in name else "Texte.", encoding="utf-8")
    for name in (".git/config.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Caché.", encoding="utf-8")
    return tmp_path


def test_the_suffix_table_agrees_with_the_readers():
    said = {suffix: name for name in READERS for suffix in READERS.load(name).suffixes}
    assert dict(SUFFIXES) == said


def test_the_table_is_known_without_loading_a_reader():
    code = (
        "import sys, audit.readers.files; "
        "assert not {'markdown_it', 'audit.readers.html.reader', 'audit.readers.markdown.reader'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_folders_are_walked_by_suffix_in_the_order_of_names(folder):
    assert collect(["."]) == (
        ["a.html", "b.txt", "d.MD", "sub/deep/y.markdown", "sub/z.htm"],
        [],
    )


def test_given_files_keep_their_order_and_count_once(folder):
    paths, failures = collect(["sub/z.htm", "-", "c.PDF", "./b.txt", "b.txt", "sub", "-"])
    assert paths == ["sub/z.htm", "-", "c.PDF", "./b.txt", "sub/deep/y.markdown"]
    assert failures == []


def test_a_hidden_folder_is_walked_when_it_is_named(folder):
    assert collect([".git"])[0] == [".git/config.txt"]


def test_what_is_missing_is_a_failure_and_the_rest_goes_on(folder):
    paths, failures = collect(["no.txt", "b.txt", "no/folder", "x\0y"])
    assert paths == ["b.txt"]
    *missing, unnameable = failures
    assert [(failure.path, failure.stage, failure.message) for failure in missing] == [
        ("no.txt", "read", "no.txt: no such file or folder"),
        ("no/folder", "read", "no/folder: no such file or folder"),
    ]
    assert (unnameable.path, unnameable.stage) == ("x\0y", "read")
    # What Python says of the null differs between its releases.
    assert re.fullmatch(r"x\\x00y: cannot be opened: .*embedded null.*", str(unnameable.message))


def test_links_are_followed_but_loops_are_not(folder):
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "sub" / "itself").symlink_to("itself")
    (folder / "sub" / "again.txt").symlink_to(folder / "b.txt")
    (folder / "sub" / "gone.txt").symlink_to("nowhere")
    (folder / "sub" / "self.txt").symlink_to("self.txt")
    paths, failures = collect(["."])
    assert paths == ["a.html", "b.txt", "d.MD", "sub/deep/y.markdown", "sub/z.htm"]
    assert [failure.message for failure in failures] == [
        "sub/gone.txt: no such file or folder",
        "sub/self.txt: too many levels of symbolic links",
    ]
    assert collect(["sub"])[0][:2] == ["sub/again.txt", "sub/deep/y.markdown"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_failure(folder):
    (folder / "sub").chmod(0)
    (folder / "b.txt").chmod(0)
    try:
        paths, failures = collect(["."])
        assert paths == ["a.html", "b.txt", "d.MD"]
        assert [failure.message for failure in failures] == ["sub: permission denied"]
        with pytest.raises(ReadError, match=r"^b.txt: permission denied$"):
            read("b.txt")
    finally:
        (folder / "sub").chmod(0o755)


def test_a_folder_that_cannot_be_listed_is_a_failure(folder, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(files.os, "scandir", refuse)
    paths, failures = collect(["sub", "b.txt"])
    assert paths == ["b.txt"]
    assert [failure.message for failure in failures] == ["sub: permission denied"]


@pytest.mark.parametrize("path", ["pipe.txt", "/dev/null"])
def test_pipes_and_devices_are_refused_not_waited_for(folder, path):
    os.mkfifo(folder / "pipe.txt")
    [failure] = collect([path])[1]
    assert failure.message == f"{path}: {files._NOT_REGULAR}"
    with pytest.raises(ReadError, match="is not a regular file"):
        read(path)


def test_a_name_that_is_no_utf8_is_a_failure_that_can_be_printed(folder):
    name = os.fsdecode(b"bad\xff.txt")
    try:
        (folder / name).write_text("Texte.", encoding="utf-8")
    except OSError:
        pytest.skip("the file system allows no such name")
    [failure] = collect(["."])[1]
    assert failure.path == "bad\\udcff.txt"
    assert failure.message == "bad\\udcff.txt: its name is not valid UTF-8; rename the file"
    with pytest.raises(ReadError, match="its name is not valid UTF-8"):
        read(name)


@pytest.mark.parametrize(
    ("path", "text", "reader"),
    [
        ("a.txt", "<html><p>Texte.", "text"),
        ("a.HTM", "Texte.", "html"),
        ("a.md", "Texte.", "markdown"),
        ("a", "Texte.", "text"),
        ("a.php", "\n<!-- page -->\n<!DOCTYPE html>\n<p>Texte.", "html"),
    ],
)
def test_the_reader_is_chosen_by_suffix_then_by_content(folder, path, text, reader):
    (folder / path).write_text(text, encoding="utf-8")
    source, name, document = read(path)
    assert (source.path, source.text, name) == (path, text, reader)
    assert document.blocks[-1].text.endswith("Texte.")


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (b"Texte.", "text"),
        (b"<!doctype HTML>\n<p>Texte.", "html"),
        (b"\xef\xbb\xbf <HTML lang=fr><p>Texte.", "html"),
        (b'<?xml version="1.0"?>\n<html><p>Texte.</p></html>', "html"),
        (b"<htmlish> Texte.", "text"),
        (b"<!-- a -->" * 5000 + b"Texte.", "text"),
    ],
)
def test_standard_input_is_read_and_recognised(data, reader):
    source, name, document = read("-", stdin=lambda: data)
    assert (source.path, name) == ("-", reader)
    assert document.blocks[-1].text.endswith("Texte.")


def test_the_process_s_own_standard_input_is_the_default():
    code = "from audit.readers.files import read; print(read('-')[2].blocks[0].text)"
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"Bonjour", capture_output=True, check=True
    )
    assert done.stdout == b"Bonjour\n"


def test_standard_input_that_fails_is_a_read_error():
    def fail():
        raise OSError(5, "Input/output error")

    with pytest.raises(ReadError, match=r"^<stdin>: input/output error$"):
        read("-", stdin=fail)
    with pytest.raises(ReadError, match=r"^<stdin>: is empty$"):
        read("-", stdin=lambda: b"")


def test_reading_a_folder_or_a_huge_file_is_refused(folder, monkeypatch):
    with pytest.raises(ReadError, match=r"^sub: is a folder$"):
        read("sub")
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(21 * 2**20)
    with pytest.raises(ReadError, match=r"^huge.txt: larger than 20 MB$"):
        read("huge.txt")


def test_a_page_without_text_is_no_clean_article(folder):
    (folder / "a.html").write_text("<script>var a = 'mot';</script>", encoding="utf-8")
    with pytest.raises(ReadError, match=r"^a.html: holds no article text$"):
        read("a.html")

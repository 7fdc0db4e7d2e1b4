"""A page as the tests of the HTML report look at it."""

from __future__ import annotations

from html.parser import HTMLParser

Attributes = dict[str, str | None]


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Attributes]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def having(self, name: str) -> list[str]:
        """Values of an attribute, wherever it stands."""
        return [value or "" for _, attrs in self.tags if (value := attrs.get(name)) is not None]

    def of_class(self, name: str) -> list[Attributes]:
        """Attributes of the elements of a class."""
        return [attrs for _, attrs in self.tags if name in (attrs.get("class") or "").split()]

    @property
    def said(self) -> str:
        """All text, white space collapsed."""
        return " ".join(" ".join(self.text).split())

    @property
    def policy(self) -> str:
        """The content policy."""
        return next(a["content"] or "" for _, a in self.tags if a.get("http-equiv"))

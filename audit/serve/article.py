"""From the body of ``POST /api/audit``, or from a form, to an article for the desk."""

from __future__ import annotations

import msgspec

from audit.errors import UsageError
from audit.language.codes.tags import required_or_none
from audit.serve.article_body import KINDS, AuditBody
from audit.serve.desk import Article
from audit.serve.guard.forms import Form
from audit.serve.guard.problems import Problem
from audit.serve.names import safe_path
from audit.serve.options import ServeOptions
from audit.serve.spec import AuditOptions


def decode_article(body: bytes, options: ServeOptions) -> Article:
    """The article of a JSON body.

    Raises:
        Problem: ``malformed`` or ``invalid``; one line that says what and where.
    """
    try:
        asked = msgspec.json.decode(body, type=AuditBody)
    except msgspec.ValidationError as error:
        raise Problem("invalid", str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem("malformed", f"the body is not JSON: {error}") from error
    given = {kind: getattr(asked, kind) for kind in KINDS if getattr(asked, kind) is not None}
    if len(given) != 1:
        raise Problem("invalid", "give one of `text`, `html` and `markdown`")
    ((kind, text),) = given.items()
    return Article(
        kind="api",
        path=safe_path(asked.path or asked.name or "article", kind),
        data=_bytes(text, kind),
        source=None if asked.source is None else _bytes(asked.source, "source"),
        options=_options(options.audit, asked),
        policy=asked.policy if asked.policy is not None else options.policy,
    )


def form_article(form: Form, options: ServeOptions) -> Article:
    """The article of the form on the desk: a file, or what was pasted.

    Raises:
        Problem: ``invalid`` when there is neither.
    """
    asked = AuditBody(
        lang=form.text("lang"), source_lang=form.text("source_lang"), engine=form.text("engine")
    )
    pasted = form.fields.get("text", "")
    kind: str | None = None
    if form.file is not None and form.file[1]:
        name, data = form.file
    elif pasted.strip():
        kind = form.fields.get("kind", "text")
        if kind not in KINDS:
            raise Problem("invalid", f"`kind` is one of {', '.join(KINDS)}")
        name, data = form.text("name") or "article", _bytes(pasted, "text")
    else:
        raise Problem("invalid", "choose a file, or paste the text of an article")
    return Article(
        kind="upload",
        path=safe_path(name, kind),
        data=data,
        source=None,
        options=_options(options.audit, asked),
        policy=options.policy,
    )


def _bytes(text: str, where: str) -> bytes:
    if not text.strip():
        raise Problem("invalid", f"`{where}` is empty")
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Problem("invalid", f"`{where}` holds half a surrogate pair") from error


def _tag(key: str, tag: str | None) -> str | None:
    try:
        return required_or_none(tag, key)
    except UsageError as error:
        raise Problem("invalid", str(error)) from error


def _options(own: AuditOptions, asked: AuditBody) -> AuditOptions:
    from audit.translators import ENGINES

    if asked.engine is not None and asked.engine not in ENGINES:
        known = ", ".join(ENGINES)
        raise Problem("invalid", f"unknown engine {asked.engine!r}; known: {known}")
    given = {
        "engine": asked.engine,
        "language": _tag("lang", asked.lang),
        "source_language": _tag("source_lang", asked.source_lang),
        "pivot": _tag("pivot", asked.pivot),
        "select": asked.select,
        "ignore": asked.ignore,
    }
    return msgspec.structs.replace(own, **{k: v for k, v in given.items() if v is not None})

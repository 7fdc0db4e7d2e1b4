"""The exceptions of the package. The library raises them; only the CLI turns them into sentences.

Every message is one line that says what is wrong and where.
"""

from __future__ import annotations


class AuditError(Exception):
    """Base of all errors that traudit raises on purpose."""


class UsageError(AuditError):
    """The call or its configuration is wrong (exit code 2)."""


def told(error: AuditError) -> str:
    """The message of an error: a sentence that knows its template, where it was raised with one."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, str) else str(error)


class ConfigError(UsageError):
    """A configuration or reference file is wrong; the message starts with ``path:line``."""


class OperationalError(AuditError):
    """Something could not be done (exit code 3)."""


class ReadError(OperationalError):
    """An input could not be read as article text."""


class EngineError(OperationalError):
    """A translation engine is missing, incomplete or failed."""


def describe(error: BaseException) -> str:
    """One line for an exception that nobody expected."""
    first = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__

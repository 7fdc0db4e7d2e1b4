"""From exceptions to sentences and exit codes. Only the CLI does this."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from audit.errors import AuditError, UsageError

PASS, GATE_FAILED, USAGE, OPERATIONAL, INCONCLUSIVE = 0, 1, 2, 3, 4


def guarded(command: Callable[..., object]) -> None:
    """Runs a click command and exits with the code of the contract."""
    # A run makes many objects and drops few: looking for dropped cycles at every 700th costs
    # a tenth of a short one.
    gc.set_threshold(200_000, 20, 20)
    _open_closed()
    try:
        with _ending_on_signals():
            result = command(standalone_mode=False)
    except UsageError as error:
        _fail(str(error), USAGE)
    except AuditError as error:
        _fail(str(error), OPERATIONAL)
    except click.exceptions.Abort:
        _fail("interrupted", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except BrokenPipeError:
        # The reader of our output went away (`traudit run ... | head`): nothing failed here.
        sys.stderr.close()
        sys.exit(PASS)
    except KeyboardInterrupt:
        _fail("interrupted", 130)
    except OSError as error:
        _fail(f"{error.filename or 'input/output'}: {error.strerror or error}", OPERATIONAL)
    sys.exit(result if isinstance(result, int) else PASS)


def _open_closed() -> None:
    """Where standard input or output was closed (``>&-``), nothing is read or written."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end a run as Ctrl-C does: workers go, half-written files are removed."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    is_main = threading.current_thread() is threading.main_thread()
    # Where somebody has it ignored (nohup), it stays ignored.
    taken = [one for one in numbers if is_main and signal.getsignal(one) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _ended)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _ended(number: int, frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def _fail(message: str, code: int) -> None:
    from audit.formats.terminal import visible

    first, *more = message.splitlines() or [""]
    lines = (visible(f"traudit: {first}"), *map(visible, more))
    with suppress(OSError, ValueError):  # Standard error may be closed.
        click.echo("\n".join(lines), err=True)
    sys.exit(code)

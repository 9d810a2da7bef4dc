"""A student's `exit()`: IPython's ends the kernel and raises nothing. While an answer is checked it raises instead."""

from collections.abc import Iterator
from contextlib import contextmanager

from IPython import get_ipython


class _Stays:
    """What IPython's `exit` is given in the place of the shell: told to leave, it raises, as Python's `exit` does."""

    def ask_exit(self) -> None:
        raise SystemExit


@contextmanager
def exit_raises() -> Iterator[None]:
    """Let `exit()` and `quit()` raise SystemExit, as outside IPython, and leave the kernel as it is."""
    shell = get_ipython()
    if shell is None:
        yield
        return
    shell.exiter.set_ip(_Stays())
    try:
        yield
    finally:
        shell.exiter.set_ip(shell)

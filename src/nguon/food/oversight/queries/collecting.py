"""A pause of Python's search for circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """For a moment in which a hundred thousand rows are read that all live until its end.

    Looking again and again whether one of them is garbage took a third of the whole answer.
    Reference counts free what is freed; if another thread looks meanwhile, nothing is lost.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

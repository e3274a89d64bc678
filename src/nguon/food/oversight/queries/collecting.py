"""A pause of Python's search for circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """For a moment in which a hundred thousand rows are read that all live until its end.

    Looking again and again whether one of them is garbage took a third of the whole answer, and
    looking once at its end a twentieth: so the rows join the old objects, which are looked at
    seldom. Reference counts free what is freed; if another thread looks meanwhile, nothing is lost.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()

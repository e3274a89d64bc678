"""Answers kept by question: documents repeat the same few places, words and ids."""

from collections.abc import Callable
from typing import TypeVar

LONGEST_REMEMBERED = 256
ROOM = 8192
"""More is slower: each answer kept is looked at by every full garbage collection."""

Answer = TypeVar("Answer")


class Memory(dict[str, Answer]):
    """Looks up instead of working out again; a hit costs one dictionary look-up.

    Long questions are never kept, and when the room is full everything is forgotten, so that
    nobody can fill the server's memory with questions.
    """

    def __init__(self, work_out: Callable[[str], Answer]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, question: str) -> Answer:
        answer = self.work_out(question)
        if len(question) <= LONGEST_REMEMBERED:
            if len(self) >= ROOM:
                self.clear()
            self[question] = answer
        return answer


def remembered(work_out: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """The same function, which answers a repeated question from memory."""
    return Memory(work_out).__getitem__

"""The cast of the trace: two schools, a cooperative, an outsider, and a lot of greens for all."""

from tests.food.trace.conftest import cast, greens, rows

__all__ = ["cast", "greens", "rows"]

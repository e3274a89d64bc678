"""The official forms of a kitchen day: rows from records, every cell traceable.

Columns and words come from the layout files; the default is QĐ 1246/QĐ-BYT Mẫu số 1–5.
"""

from nguon.food.kitchen.rules.paper.day_forms import day_forms, form_header
from nguon.food.kitchen.rules.paper.sample_label import sample_label

__all__ = ["day_forms", "form_header", "sample_label"]

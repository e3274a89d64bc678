"""Codes printed beforehand that are on two things at once, or that this kitchen never printed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from nguon.food.kitchen.queries.codes import Binding, CodesInUse
from nguon.food.kitchen.queries.day import DayActs
from nguon.food.kitchen.rules.bound_code import spoken_code
from nguon.food.kitchen.rules.flag import Flag


def code_flags(acts: DayActs) -> Iterator[Flag]:
    """Raised by the record that came second; it may be that the first is wrong."""
    for act in acts.all_acts():
        binding = acts.codes.of_record(act.record_id)
        if binding is not None:
            yield from _flags(acts.codes, binding)


def _flags(codes: CodesInUse, binding: Binding) -> Iterator[Flag]:
    said = {"code": spoken_code(binding.code_uri), "thing": binding.name}
    earlier = [one for one in codes.at_once_with(binding) if one.since <= binding.since]
    if earlier:
        said["others"] = ", ".join(one.name for one in earlier)
        text = _("Code %(code)s is on two things at once: %(others)s and %(thing)s") % said
        yield Flag("code_twice", "red", text, binding.record_id)
    if binding.code_uri not in codes.issued:
        text = _("Code %(code)s on %(thing)s was not printed for this kitchen") % said
        yield Flag("code_unknown", "amber", text, binding.record_id)

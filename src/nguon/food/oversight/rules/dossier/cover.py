"""The first page: what happened, where, who is sick, and how this dossier is to be read."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nguon.food.kitchen.choices import MealKind
from nguon.food.oversight.choices import FindingCode
from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.food.oversight.rules.dossier.blocks import Block, Facts, Section, Text
from nguon.food.oversight.rules.dossier.words import (
    NONE,
    joined,
    left_out_words,
    moment,
    symptoms,
)

MOST_NAMED = 6


def code_of(incident: IncidentView) -> str:
    """What people say on the telephone: the end of its identifier."""
    return incident.id.hex[-8:].upper()


def cover(facts: DossierFacts, *, made_for: str, made_at: str) -> Section:
    incident = facts.incident
    blocks: list[Block] = [Facts(_rows(incident, made_for=made_for, made_at=made_at, facts=facts))]
    blocks.append(Text(_("In short"), "head"))
    blocks += [Text(line) for line in in_short(facts)]
    blocks.append(Text(_("What is not in this dossier"), "head"))
    blocks += [Text(left_out_words(one)) for one in facts.left_out]
    return Section(
        _("Suspected food poisoning: dossier %(code)s") % {"code": code_of(incident)}, blocks
    )


def sick_text(facts: DossierFacts) -> str:
    """By all numbers there are: counts by class, and of other meals what their report says."""
    answers = facts.answers
    if answers is not None and answers.weighed_by == "sick":
        return f"{answers.weight:f}"
    return NONE if facts.incident.sick is None else str(facts.incident.sick)


def in_short(facts: DossierFacts) -> list[str]:
    """The four answers in one sentence each."""
    answers = facts.answers
    if answers is None:
        return [_("Nothing that was reported stands in an event yet: there is nothing to trace.")]
    kept = facts.kept.samples
    left = [one for one in kept if one.destroyed is None]
    sources = [link.called for link in answers.suppliers if link.standing.is_common]
    common = joined(sources[:MOST_NAMED], ", ") or _("none")
    return [
        _("Served: portions of what is suspected: %(portions)s, kitchens: %(kitchens)d.")
        % {"kitchens": answers.kitchens, "portions": f"{answers.portions:f}"},
        _("Delivered: lots of what is suspected, kitchens that received some: %(kitchens)d.")
        % {"kitchens": facts.kitchens_reached},
        _("Can still be stopped: lots and dishes: %(things)d, held of them: %(held)d.")
        % {
            "things": len(answers.stoppable),
            "held": sum(one.is_held for one in answers.stoppable),
        },
        _("Samples left: %(left)d of %(all)d, not sealed: %(unsealed)d.")
        % {
            "left": len(left),
            "all": len(kept),
            "unsealed": sum(not one.sample.sealed for one in left),
        },
        _("Behind every sick meal: %(names)s.") % {"names": common},
    ]


def _rows(
    incident: IncidentView, *, made_for: str, made_at: str, facts: DossierFacts
) -> list[tuple[str, str]]:
    finding = incident.finding
    found = _("not yet")
    if finding is not None:
        code = str(FindingCode(finding.code).label) if finding.code else ""
        found = joined([code, finding.words, finding.by.full_name, moment(finding.at)])
    reported = joined([incident.opened_by.full_name, moment(incident.opened_at)], ", ")
    return [
        (_("Reported at"), joined([incident.kitchen.name, incident.kitchen.address], ", ")),
        (_("Kitchens that reported"), _kitchens(incident)),
        (_("Reported by"), reported),
        (_("Known to the server"), moment(incident.received_at)),
        (_("State"), str(incident.state.label)),
        (_("Meals"), _meals(incident)),
        (_("Sick"), sick_text(facts)),
        (_("By class"), _classes(incident)),
        (_("First onset"), moment(incident.first_onset_at)),
        (_("Symptoms"), symptoms(incident.symptoms) or NONE),
        (_("Finding"), found),
        (_("The book as of"), moment(facts.book_at)),
        (_("Made for"), made_for),
        (_("Made at"), made_at),
    ]


def _kitchens(incident: IncidentView) -> str:
    names = [place.name for place in incident.places]
    shown = joined(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    if more <= 0:
        return shown
    others = ngettext("%(n)d other", "%(n)d others", more) % {"n": more}
    return _("%(names)s and %(others)s") % {"names": shown, "others": others}


def _meals(incident: IncidentView) -> str:
    said = list(
        dict.fromkeys(
            f"{MealKind(meal.kind).label}, {moment(meal.eating_at)}" for meal in incident.meals
        )
    )
    more = [_("and more")] if len(said) > MOST_NAMED else []
    return joined([*said[:MOST_NAMED], *more]) or NONE


def _classes(incident: IncidentView) -> str:
    by_class: dict[str, int] = {}
    for count in incident.counts:
        by_class[count.class_code] = by_class.get(count.class_code, 0) + count.sick
    shown = [f"{code or '?'}: {sick}" for code, sick in list(by_class.items())[:20]]
    return joined([*shown, "…" if len(by_class) > 20 else ""], ", ") or NONE

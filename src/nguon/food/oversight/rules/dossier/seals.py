"""The last page: the hashes by which everything can be checked, and how to check it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.rules.dossier.blocks import Block, Column, Row, Section, Table, Text
from nguon.food.oversight.rules.dossier.words import joined


def seals_section(facts: DossierFacts, hashes: Mapping[str, str]) -> Section:
    """`hashes` are of the parts beside this paper; a paper cannot hold its own."""
    blocks: list[Block] = [
        Text(_("SHA-256 of each part"), "head"),
        _hashes(hashes),
        Text(
            _(
                "To check: unpack the .zip and run “sha256sum -c SHA256SUMS” in its folder, or "
                "compute the SHA-256 of a file with any program and compare. The hash of this "
                "paper itself stands in SHA256SUMS and manifest.json."
            )
        ),
        Text(_("Seal over the %(n)d records told of here") % {"n": facts.records}, "head"),
        Text(facts.seal, "mono"),
        Text(
            _(
                "The seal is the SHA-256 over one line for each record, in the order of the book: "
                "its id, the SHA-256 of its content as sent, who did it, when the server received "
                "it (UTC). Making this dossier again from the same book gives the same seal."
            )
        ),
    ]
    blocks += [Text(_("Seals of the days"), "head"), _days(facts)]
    return Section(_("Hashes and seals"), blocks)


def _hashes(hashes: Mapping[str, str]) -> Table:
    columns = [Column(_("Part"), 3), Column("SHA-256", 7)]
    rows = [Row([name, sha256]) for name, sha256 in hashes.items()]
    return Table(columns, rows, _("There is no part beside this paper."))


def _days(facts: DossierFacts) -> Table:
    columns = [
        Column(_("Kitchen, day"), 3),
        Column(_("Seal of the book"), 5),
        Column(_("Countersigned"), 3),
    ]
    rows = [
        Row(
            [
                joined([one.place.name, f"{one.date:%d/%m/%Y}"], ", "),
                one.seal or _("The day is not over: every record still changes its seal."),
                _signed(one.signed, one.seal, one.signed_by),
            ]
        )
        for one in facts.seals
    ]
    return Table(columns, rows, _("No day of a meal was reported."))


def _signed(signed: str, seal: str, by: str) -> str:
    if not signed:
        return _("not countersigned")
    if not seal:
        return _("by %(name)s") % {"name": by}
    if signed == seal:
        return _("by %(name)s, over this seal") % {"name": by}
    return _("by %(name)s, BEFORE later records came in") % {"name": by}

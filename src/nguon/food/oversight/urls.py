from django.urls import path, register_converter

from nguon.base.day_converter import DayConverter
from nguon.food.oversight.pages import board, dossier, parents, printed, tile_map

register_converter(DayConverter, "oversight_day")

app_name = "oversight"

urlpatterns = [
    path("cac-bep/", board.board, name="board"),
    path("cac-bep/ban-do/", tile_map.tile_map, name="map"),
    path("cac-bep/in/", printed.printed, name="print"),
    path("bua-an/<uuid:place_id>/", parents.parents_today, name="parents_today"),
    path("bua-an/<uuid:place_id>/<oversight_day:day>/", parents.parents, name="parents"),
]

for ending in ("pdf", "xlsx", "jsonld", "zip"):
    route = f"su-co/<uuid:incident_id>/ho-so.{ending}"
    name = f"dossier_{ending}"
    urlpatterns.append(path(route, dossier.dossier, {"ending": ending}, name=name))

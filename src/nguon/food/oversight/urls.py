from django.urls import path, register_converter

from nguon.base.day_converter import DayConverter
from nguon.food.oversight.api.four_answers import four_answers as four_answers_api
from nguon.food.oversight.pages import (
    answer_recall,
    board,
    dossier,
    four_answers,
    incident_acts,
    incidents,
    inspection,
    new_recall,
    parents,
    printed,
    recall,
    recalls,
    showing,
    tile_map,
)

register_converter(DayConverter, "oversight_day")

app_name = "oversight"

SHOWING = "cac-bep/<uuid:place_id>/cho-xem/"

urlpatterns = [
    path("bon-cau-hoi/", four_answers.four_answers, name="four_answers"),
    path("api/v1/four-answers", four_answers_api, name="four_answers_api"),
    path("cac-bep/", board.board, name="board"),
    path("cac-bep/ban-do/", tile_map.tile_map, name="map"),
    path("cac-bep/in/", printed.printed, name="print"),
    path("cac-bep/in.pdf", printed.pdf, name="print_pdf"),
    path("su-co/", incidents.incidents, name="incidents"),
    path("su-co/<uuid:incident_id>/", incidents.incident, name="incident"),
    path("su-co/<uuid:incident_id>/<slug:slug>/", incident_acts.act, name="incident_act"),
    path("thu-hoi/", recalls.recalls, name="recalls"),
    path("thu-hoi/moi/", new_recall.new_recall, name="new_recall"),
    path("thu-hoi/<uuid:recall_id>/", recall.recall, name="recall"),
    path("thu-hoi/<uuid:recall_id>/gui-lai/", recall.send_again, name="send_recall_again"),
    path("thu-hoi/<uuid:recall_id>/go/", recall.release, name="release_recall"),
    path(
        "thu-hoi/<uuid:recall_id>/tra-loi/<uuid:key>/",
        answer_recall.answer,
        name="answer_recall",
    ),
    path(f"{SHOWING}", showing.showing, name="showing"),
    path(f"{SHOWING}<slug:kind>.pdf", showing.poster, name="poster"),
    path(f"{SHOWING}ma-moi/", showing.new_pass, name="new_pass"),
    path(f"{SHOWING}ma/<uuid:pass_id>/ket-thuc/", showing.end_pass, name="end_pass"),
    path("kiem-tra/<uuid:place_id>/", inspection.wall, name="wall"),
    path("kiem-tra/<str:code>/", inspection.with_pass, name="with_pass"),
    path("bua-an/<uuid:place_id>/", parents.parents_today, name="parents_today"),
    path("bua-an/<uuid:place_id>/<oversight_day:day>/", parents.parents, name="parents"),
]

for ending in ("pdf", "xlsx", "jsonld", "zip"):
    route = f"su-co/<uuid:incident_id>/ho-so.{ending}"
    name = f"dossier_{ending}"
    urlpatterns.append(path(route, dossier.dossier, {"ending": ending}, name=name))

from django.urls import path, register_converter

from nguon.base.day_converter import DayConverter
from nguon.food.oversight.pages import board, parents

register_converter(DayConverter, "oversight_day")

app_name = "oversight"

urlpatterns = [
    path("cac-bep/", board.board, name="board"),
    path("bua-an/<uuid:place_id>/", parents.parents_today, name="parents_today"),
    path("bua-an/<uuid:place_id>/<oversight_day:day>/", parents.parents, name="parents"),
]

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from nguon.config.entrance import entrance
from nguon.food.kitchen.urls import printed_urlpatterns

urlpatterns = [
    path("", entrance, name="entrance"),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    path("", include("nguon.ground.people.urls")),
    path("san-pham/", include("nguon.ground.products.urls")),
    path("api/v1/", include("nguon.food.kitchen.api.urls")),
    path("", include((printed_urlpatterns, "kitchen_codes"))),
    path("bep/", include("nguon.food.kitchen.urls")),
    path("", include("nguon.food.oversight.urls")),
    path("", include("nguon.food.exchange.urls")),
    path("", include("nguon.food.trace.urls")),
    path("", include("nguon.web.urls")),
]

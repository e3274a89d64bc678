from django.urls import path

from nguon.web.pages import health, home, machines, phone, style

app_name = "web"

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("dien-thoai/", phone.phone, name="phone"),
    path("dien-thoai/<path:name>", phone.phone, name="phone_file"),
    path("_ui/", style.style, name="style"),
    path("_ui/<slug:sheet>/", style.style, name="style_sheet"),
]

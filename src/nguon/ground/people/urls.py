from django.urls import include, path

from nguon.ground.people.api.devices import devices
from nguon.ground.people.pages import (
    issuers,
    keys,
    leaving,
    organisations,
    pin,
    roles,
    school,
    staff,
)
from nguon.ground.people.pages.profile import password, profile
from nguon.ground.people.pages.sign_in import SignIn, SignOut

app_name = "people"

ORGANISATION = "<uuid:pk>/"

account = [
    path("", profile, name="profile"),
    path("mat-khau/", password, name="password"),
    path("ma-pin/", pin.own_pin, name="own_pin"),
    path("nhan-vien/", staff.staff, name="staff"),
    path("nhan-vien/moi/", staff.new_person, name="new_person"),
    path("nhan-vien/<uuid:pk>/", staff.colleague, name="colleague"),
    path("nhan-vien/<uuid:pk>/mat-khau/", staff.new_password, name="new_password"),
    path("nhan-vien/<uuid:pk>/ma-pin/", pin.pin, name="pin"),
    path("nhan-vien/<uuid:pk>/thoi-viec/", leaving.deactivate, name="deactivate"),
    path("nhan-vien/<uuid:pk>/tro-lai/", leaving.reactivate, name="reactivate"),
    path("nhan-vien/<uuid:pk>/vai-tro/", roles.new_role, name="new_role"),
    path("vai-tro/<int:assignment_id>/ket-thuc/", roles.end_role, name="end_role"),
    path("dang-nhap/", SignIn.as_view(), name="login"),
    path("dang-xuat/", SignOut.as_view(), name="logout"),
]

register = [
    path("", organisations.organisations, name="organisations"),
    path("moi/", organisations.new_organisation, name="new_organisation"),
    path("truong-moi/", school.new_school, name="new_school"),
    path(ORGANISATION, organisations.organisation, name="organisation"),
    path(f"{ORGANISATION}ten-moi/", organisations.new_name, name="new_name"),
    path(f"{ORGANISATION}noi-moi/", organisations.new_place, name="new_place"),
    path(f"{ORGANISATION}khoa-moi/", keys.new_key, name="new_key"),
    path(f"{ORGANISATION}khoa/<uuid:key_id>/thu-hoi/", keys.revoke_key, name="revoke_key"),
    path(f"{ORGANISATION}cong-dang-nhap-moi/", issuers.new_issuer, name="new_issuer"),
    path(
        f"{ORGANISATION}cong-dang-nhap/<uuid:issuer_id>/thu-hoi/",
        issuers.revoke_issuer,
        name="revoke_issuer",
    ),
]

urlpatterns = [
    path("tai-khoan/", include(account)),
    path("don-vi/", include(register)),
    path("api/v1/devices", devices, name="devices"),
]

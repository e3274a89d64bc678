from django.urls import path

from nguon.ground.people.pages.profile import password, profile
from nguon.ground.people.pages.sign_in import SignIn, SignOut
from nguon.ground.people.pages.staff import new_password, staff

app_name = "people"

urlpatterns = [
    path("", profile, name="profile"),
    path("mat-khau/", password, name="password"),
    path("nhan-vien/", staff, name="staff"),
    path("nhan-vien/<uuid:pk>/mat-khau/", new_password, name="new_password"),
    path("dang-nhap/", SignIn.as_view(), name="login"),
    path("dang-xuat/", SignOut.as_view(), name="logout"),
]

from django.urls import path

from nguon.ground.people.pages.profile import password, profile
from nguon.ground.people.pages.sign_in import SignIn, SignOut

app_name = "people"

urlpatterns = [
    path("", profile, name="profile"),
    path("mat-khau/", password, name="password"),
    path("dang-nhap/", SignIn.as_view(), name="login"),
    path("dang-xuat/", SignOut.as_view(), name="logout"),
]

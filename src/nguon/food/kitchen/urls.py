from django.urls import path, re_path, register_converter

from nguon.base.day_converter import DayConverter
from nguon.food.kitchen.pages import (
    codes,
    cook,
    countersign,
    day,
    eat,
    export,
    fridge,
    hold,
    inbox,
    paper,
    phones,
    photos,
    plan,
    receive,
    record,
    sample,
    scanned,
    serve,
    setup,
)

register_converter(DayConverter, "kitchen_day")

app_name = "kitchen"

KITCHEN = "<uuid:place_id>/"
PARKED = f"{KITCHEN}cho-duyet/<int:parked_id>/"
PHONE = f"{KITCHEN}dien-thoai/<uuid:device_id>/"

urlpatterns = [
    path("", day.kitchens, name="kitchens"),
    path(f"{KITCHEN}", day.today, name="today"),
    path(f"{KITCHEN}ngay/<kitchen_day:day>/", day.day, name="day"),
    path(f"{KITCHEN}ngay/<kitchen_day:day>/ky/", countersign.countersign, name="countersign"),
    path(f"{KITCHEN}thuc-don/", plan.new_meal, name="new_meal"),
    path(f"{KITCHEN}bua/<uuid:meal_id>/", plan.meal, name="meal"),
    path(f"{KITCHEN}bua/<uuid:meal_id>/an/", eat.eating, name="eating"),
    path(f"{KITCHEN}nhan-hang/", receive.receiving, name="receiving"),
    path(f"{KITCHEN}nhan-hang/ghi/", receive.delivery, name="delivery"),
    path(f"{KITCHEN}mon/<uuid:dish_id>/nau/", cook.cooking, name="cooking"),
    path(f"{KITCHEN}mon/<uuid:dish_id>/truoc-khi-an/", serve.serving, name="serving"),
    path(f"{KITCHEN}mon/<uuid:dish_id>/luu-mau/", sample.sampling, name="sampling"),
    path(f"{KITCHEN}mau-luu/", sample.shelf, name="shelf"),
    path(f"{KITCHEN}mau-luu/<uuid:record_id>/", sample.sample, name="sample"),
    path(f"{KITCHEN}mau-luu/<uuid:record_id>/nhan.pdf", paper.label, name="label"),
    path(f"{KITCHEN}mau-luu/<uuid:record_id>/nhan.png", paper.label_picture, name="label_picture"),
    path(f"{KITCHEN}ngay/<kitchen_day:day>/epcis.jsonld", export.epcis, name="epcis"),
    path(f"{KITCHEN}mau/<slug:number>.pdf", paper.form, name="form"),
    path(f"{KITCHEN}mau-luu/<uuid:record_id>/huy/", sample.destruction, name="destruction"),
    path(f"{KITCHEN}tu/<uuid:fridge_id>/", fridge.reading, name="reading"),
    path(f"{KITCHEN}nghi-ngo-doc/", hold.suspicion, name="suspicion"),
    path(f"{KITCHEN}giu-lai/", hold.hold, name="hold"),
    path(f"{KITCHEN}giu-lai/<uuid:record_id>/tha/", hold.release, name="release"),
    path(f"{KITCHEN}ban-ghi/<uuid:record_id>/", record.record, name="record"),
    path(f"{KITCHEN}ban-ghi/<uuid:record_id>/sua/", record.correction, name="correction"),
    path(f"{KITCHEN}ban-ghi/<uuid:record_id>/rut-lai/", record.withdrawal, name="withdrawal"),
    path(f"{KITCHEN}anh/<slug:sha256>/", photos.photo, name="photo"),
    path(f"{KITCHEN}dien-thoai/", phones.phones, name="phones"),
    path(f"{KITCHEN}dien-thoai/ma-moi/", phones.new_phone, name="new_phone"),
    path(f"{PHONE}thu-hoi/", phones.revoke_phone, name="revoke_phone"),
    path(f"{KITCHEN}cho-duyet/", inbox.inbox, name="inbox"),
    path(f"{PARKED}", inbox.parked, name="parked"),
    path(f"{PARKED}nhan/", inbox.admit, name="admit"),
    path(f"{PARKED}tu-choi/", inbox.refuse, name="refuse"),
    path(f"{KITCHEN}cai-dat/", setup.setup, name="setup"),
    path(f"{KITCHEN}cai-dat/ma/", codes.codes, name="codes"),
    path(f"{KITCHEN}cai-dat/ma/tu.pdf", codes.fridge_codes, name="fridge_codes"),
    path(f"{KITCHEN}cai-dat/ma/nguoi.pdf", codes.person_codes, name="person_codes"),
    path(f"{KITCHEN}cai-dat/ma/<uuid:sheet_id>.pdf", codes.code_sheet, name="code_sheet"),
    path(f"{KITCHEN}cai-dat/tu-moi/", setup.new_fridge, name="new_fridge"),
    path(
        f"{KITCHEN}cai-dat/tu/<uuid:fridge_id>/thoi-dung/",
        setup.retire_fridge,
        name="retire_fridge",
    ),
    path(f"{KITCHEN}cai-dat/hop-dong-moi/", setup.new_contract, name="new_contract"),
    path(
        f"{KITCHEN}cai-dat/hop-dong/<uuid:contract_id>/ket-thuc/",
        setup.end_contract,
        name="end_contract",
    ),
]

# Codes print smaller in capitals, and Django cannot reverse a pattern marked (?i).
OWN_KINDS = "[Oo][Bb][Jj]|[Cc][Ll][Aa][Ss][Ss]|[Ll][Oo][Cc]"

printed_urlpatterns = [
    re_path(rf"^(?P<kind>{OWN_KINDS})/(?P<code>[^/]+)$", scanned.scanned, name="scanned"),
]
"""Not below `/bep/`: these addresses are printed on boxes, labels and fridges."""

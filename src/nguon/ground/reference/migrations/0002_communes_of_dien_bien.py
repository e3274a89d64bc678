"""The 45 units of Điện Biên since 1/7/2025: 3 phường, 42 xã; codes of QĐ 19/2025/QĐ-TTg."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COMMUNES = (
    ("03127", "Điện Biên Phủ", "phường"),
    ("03151", "Mường Lay", "phường"),
    ("03158", "Sín Thầu", "xã"),
    ("03160", "Mường Nhé", "xã"),
    ("03162", "Nậm Kè", "xã"),
    ("03163", "Mường Toong", "xã"),
    ("03164", "Quảng Lâm", "xã"),
    ("03166", "Mường Chà", "xã"),
    ("03169", "Nà Hỳ", "xã"),
    ("03172", "Na Sang", "xã"),
    ("03175", "Chà Tở", "xã"),
    ("03176", "Nà Bủng", "xã"),
    ("03181", "Mường Tùng", "xã"),
    ("03193", "Pa Ham", "xã"),
    ("03194", "Nậm Nèn", "xã"),
    ("03199", "Si Pa Phìn", "xã"),
    ("03202", "Mường Pồn", "xã"),
    ("03203", "Na Son", "xã"),
    ("03208", "Xa Dung", "xã"),
    ("03214", "Mường Luân", "xã"),
    ("03217", "Tủa Chùa", "xã"),
    ("03220", "Tủa Thàng", "xã"),
    ("03226", "Sín Chải", "xã"),
    ("03241", "Sính Phình", "xã"),
    ("03244", "Sáng Nhè", "xã"),
    ("03253", "Tuần Giáo", "xã"),
    ("03256", "Mường Ảng", "xã"),
    ("03260", "Pú Nhung", "xã"),
    ("03268", "Mường Mùn", "xã"),
    ("03283", "Chiềng Sinh", "xã"),
    ("03295", "Quài Tở", "xã"),
    ("03301", "Búng Lao", "xã"),
    ("03313", "Mường Lạn", "xã"),
    ("03316", "Nà Tấu", "xã"),
    ("03325", "Mường Phăng", "xã"),
    ("03328", "Thanh Nưa", "xã"),
    ("03334", "Mường Thanh", "phường"),
    ("03349", "Thanh Yên", "xã"),
    ("03352", "Thanh An", "xã"),
    ("03356", "Sam Mứn", "xã"),
    ("03358", "Núa Ngam", "xã"),
    ("03368", "Mường Nhà", "xã"),
    ("03370", "Pu Nhi", "xã"),
    ("03382", "Phình Giàng", "xã"),
    ("03385", "Tìa Dình", "xã"),
)


def register_communes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    commune = apps.get_model("reference", "Commune")
    commune.objects.bulk_create(
        commune(code=code, name=name, kind=kind) for code, name, kind in COMMUNES
    )


def withdraw_communes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    commune = apps.get_model("reference", "Commune")
    commune.objects.filter(code__in=[code for code, _, _ in COMMUNES]).delete()


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_commune")]

    operations = [migrations.RunPython(register_communes, withdraw_communes)]

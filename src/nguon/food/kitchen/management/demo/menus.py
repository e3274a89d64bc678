"""What is cooked on the five days and what goes in: plain data."""

from dataclasses import dataclass
from decimal import Decimal

from nguon.food.kitchen.choices import Matter
from nguon.ground.products.choices import Allergen, ProductGroup, Storage


@dataclass(frozen=True)
class Goods:
    key: str
    name: str
    name_en: str
    source: str
    """Key of the supplier who delivers it; `nobody` if no contract has it."""

    group: ProductGroup = ProductGroup.FRESH_FROZEN
    uom: str = "KGM"
    storage: Storage = Storage.AMBIENT
    gtin: str | None = None
    allergens: tuple[Allergen, ...] = ()
    maker: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class DemoDish:
    name: str
    matter: Matter
    grams: dict[str, str]
    """Goods and grams (or millilitres) a portion."""

    core_celsius: str | None = None


DRY = ProductGroup.DRY_PACKAGED

GOODS = {
    goods.key: goods
    for goods in (
        Goods("cai", "Rau cải ngọt", "Choy sum", "htx"),
        Goods("bi", "Bí xanh", "Wax gourd", "htx"),
        Goods("su_hao", "Su hào", "Kohlrabi", "htx"),
        Goods("ca_rot", "Cà rốt", "Carrots", "htx"),
        Goods("bap_cai", "Bắp cải", "Cabbage", "htx"),
        Goods("ca_chua", "Cà chua", "Tomatoes", "htx"),
        Goods("khoai_so", "Khoai sọ", "Taro", "htx"),
        Goods(
            "lon",
            "Thịt lợn nạc vai",
            "Pork shoulder",
            "thit",
            storage=Storage.CHILLED,
            gtin="09524000059109",
        ),
        Goods(
            "ga",
            "Thịt gà ta chặt miếng",
            "Chicken, cut",
            "thit",
            storage=Storage.CHILLED,
            gtin="09524000059116",
        ),
        Goods("trung", "Trứng gà", "Hen eggs", "thuong_lai", allergens=(Allergen.EGGS,)),
        Goods("dau_phu", "Đậu phụ", "Tofu", "thuong_lai", allergens=(Allergen.SOYBEANS,)),
        Goods(
            "ca",
            "Cá rô phi làm sạch",
            "Tilapia, cleaned",
            "thuong_lai",
            storage=Storage.CHILLED,
            allergens=(Allergen.FISH,),
        ),
        Goods(
            "gio",
            "Giò lợn",
            "Vietnamese pork roll",
            "thuong_lai",
            storage=Storage.CHILLED,
            maker=("Cơ sở giò chả Hương Quê", "Tổ 7, phường Mường Thanh"),
        ),
        Goods("banh_tay", "Bánh tày", "Sticky rice roll", "nobody"),
        Goods(
            "gao",
            "Gạo tám Điện Biên",
            "Điện Biên rice",
            "thuong_lai",
            group=DRY,
            maker=("Xay xát Thanh An", "Xã Thanh An, tỉnh Điện Biên"),
        ),
        Goods(
            "dau_an",
            "Dầu ăn đậu nành",
            "Soybean oil",
            "thuong_lai",
            group=DRY,
            uom="LTR",
            allergens=(Allergen.SOYBEANS,),
            maker=("Nhà máy dầu thực vật Hoa Sen", "KCN Vĩnh Tuy, Hà Nội"),
        ),
        Goods(
            "nuoc_mam",
            "Nước mắm 30 độ đạm",
            "Fish sauce",
            "thuong_lai",
            group=DRY,
            uom="LTR",
            allergens=(Allergen.FISH,),
            maker=("Hợp tác xã nước mắm Ba Làng", "Thanh Hóa"),
        ),
    )
}

STAPLES = ("gao", "dau_an", "nuoc_mam")
"""Delivered on the first day for the whole week."""

SOLID, LIQUID = Matter.SOLID, Matter.LIQUID
RICE = DemoDish("Cơm trắng", SOLID, {"gao": "100"})

MENUS: tuple[tuple[DemoDish, ...], ...] = (
    (
        RICE,
        DemoDish(
            "Thịt lợn kho trứng", SOLID, {"lon": "55", "trung": "30", "nuoc_mam": "3"}, "88.5"
        ),
        DemoDish("Rau cải ngọt xào tỏi", SOLID, {"cai": "60", "dau_an": "4"}),
        DemoDish("Canh bí xanh nấu thịt băm", LIQUID, {"bi": "50", "lon": "10"}, "95.0"),
    ),
    (
        RICE,
        DemoDish("Gà rang gừng", SOLID, {"ga": "80", "dau_an": "4", "nuoc_mam": "3"}, "86.0"),
        DemoDish("Su hào xào cà rốt", SOLID, {"su_hao": "45", "ca_rot": "20", "dau_an": "4"}),
        DemoDish("Canh cải nấu thịt", LIQUID, {"cai": "40", "lon": "8"}, "94.0"),
    ),
    (
        RICE,
        DemoDish("Giò lợn rim mặn ngọt", SOLID, {"gio": "45", "nuoc_mam": "3"}, "82.0"),
        DemoDish("Đậu phụ sốt cà chua", SOLID, {"dau_phu": "60", "ca_chua": "25"}, "84.5"),
        DemoDish("Rau cải ngọt luộc", SOLID, {"cai": "65"}),
        DemoDish("Canh cà chua trứng", LIQUID, {"ca_chua": "30", "trung": "15"}, "96.0"),
    ),
    (
        RICE,
        DemoDish("Cá rô phi chiên giòn", SOLID, {"ca": "85", "dau_an": "8"}, "91.0"),
        DemoDish("Trứng rán hành", SOLID, {"trung": "35", "dau_an": "4"}, "83.0"),
        DemoDish("Bắp cải luộc", SOLID, {"bap_cai": "65"}),
        DemoDish("Su hào, cà rốt hấp", SOLID, {"su_hao": "20", "ca_rot": "20"}),
        DemoDish("Canh chua cá", LIQUID, {"ca": "15", "ca_chua": "30"}, "93.5"),
    ),
    (
        RICE,
        DemoDish("Thịt lợn xào giá đỗ cà rốt", SOLID, {"lon": "50", "ca_rot": "30"}, "85.0"),
        DemoDish("Cà rốt, su hào luộc", SOLID, {"ca_rot": "25", "su_hao": "30"}),
        DemoDish("Trứng đúc thịt", SOLID, {"trung": "30", "lon": "15", "dau_an": "4"}, "84.0"),
        DemoDish("Canh khoai sọ nấu xương", LIQUID, {"khoai_so": "45", "lon": "10"}, "96.5"),
    ),
)


def kilograms(grams: str, portions: int) -> Decimal:
    """What is really weighed: to the half kilogram, never nothing."""
    exact = Decimal(grams) * portions / 1000
    return max((exact * 2).to_integral_value() / 2, Decimal("0.5"))


def week_needs(portions: int, *, days: range) -> dict[str, Decimal]:
    """Goods and kilograms that the dishes of those days use."""
    needs: dict[str, Decimal] = {}
    for day in days:
        for dish in MENUS[day]:
            for goods, grams in dish.grams.items():
                needs[goods] = needs.get(goods, Decimal(0)) + kilograms(grams, portions)
    return needs

"""Closed lists: what organisations, places and roles there are, and what can be done."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    SCHOOL = "school", _("school")
    MEAL_PROVIDER = "meal_provider", _("meal provider")
    COOPERATIVE = "cooperative", _("cooperative")
    HOUSEHOLD = "household", _("farming or trading household")
    TRADER = "trader", _("trader")
    PROCESSOR = "processor", _("processor")
    AUTHORITY = "authority", _("authority")
    OTHER = "other", _("other")


class PlaceKind(TextChoices):
    KITCHEN = "kitchen", _("kitchen")
    EATING_SITE = "eating_site", _("eating site")
    WAREHOUSE = "warehouse", _("warehouse")
    FIELD = "field", _("field")
    PROCESSING = "processing", _("processing plant")
    SHOP = "shop", _("shop")


class Role(TextChoices):
    COOK = "cook", _("cook")
    HEALTH_OFFICER = "health_officer", _("health officer")
    MANAGER = "manager", _("manager")
    PARENT_REPRESENTATIVE = "parent_representative", _("parent representative")
    INSPECTOR = "inspector", _("inspector")
    PROVINCE = "province", _("province")
    SUPPLIER = "supplier", _("supplier")

    @property
    def acts(self) -> frozenset["Act"]:
        return ACTS_OF_ROLE[self]


class Act(TextChoices):
    VIEW_DAY = "view_day", _("see the day of a kitchen")
    PLAN_MEAL = "plan_meal", _("plan a meal")
    RECORD_RECEIVING = "record_receiving", _("record received goods")
    RECORD_COOKING = "record_cooking", _("record cooking")
    RECORD_SERVING = "record_serving", _("record the check before eating")
    TAKE_SAMPLE = "take_sample", _("take a retained sample")
    DESTROY_SAMPLE = "destroy_sample", _("destroy a retained sample")
    READ_FRIDGE = "read_fridge", _("record a fridge temperature")
    PLACE_HOLD = "place_hold", _("place a hold")
    RELEASE_HOLD = "release_hold", _("release a hold")
    CORRECT_RECORD = "correct_record", _("correct a record")
    COUNTERSIGN_DAY = "countersign_day", _("countersign the day")
    PRINT_FORMS = "print_forms", _("print the official forms")
    VIEW_TRACE = "view_trace", _("see where food came from and went to")
    CAPTURE_EVENTS = "capture_events", _("send in EPCIS events")
    QUERY_EVENTS = "query_events", _("query EPCIS events")
    EXPORT_EVENTS = "export_events", _("export EPCIS events")
    REGISTER_SUPPLIER = "register_supplier", _("register a supplier")
    SET_UP_KITCHEN = "set_up_kitchen", _("set up the kitchen")
    MANAGE_DEVICES = "manage_devices", _("pair and revoke the kitchen's phones")
    ISSUE_PASS = "issue_pass", _("let an inspector look at the kitchen for half an hour")
    REVIEW_RECORDS = "review_records", _("judge records that wait for a person")
    WORK_ON_INCIDENT = "work_on_incident", _("work on a suspected poisoning")
    RECALL_GOODS = "recall_goods", _("recall goods and release them again")
    RUN_DRILL = "run_drill", _("run a recall drill")
    ANSWER_RECALL = "answer_recall", _("answer a recall")


_KITCHEN_WORK = frozenset(
    {
        Act.VIEW_DAY,
        Act.RECORD_RECEIVING,
        Act.RECORD_COOKING,
        Act.RECORD_SERVING,
        Act.TAKE_SAMPLE,
        Act.DESTROY_SAMPLE,
        Act.READ_FRIDGE,
        Act.PLACE_HOLD,
        Act.CORRECT_RECORD,
        Act.WORK_ON_INCIDENT,
        Act.ANSWER_RECALL,
    }
)
_LOOKING_ON = frozenset({Act.VIEW_DAY, Act.PRINT_FORMS, Act.VIEW_TRACE, Act.EXPORT_EVENTS})

ACTS_OF_ROLE: dict[Role, frozenset[Act]] = {
    Role.COOK: _KITCHEN_WORK,
    Role.HEALTH_OFFICER: _KITCHEN_WORK | {Act.PRINT_FORMS, Act.VIEW_TRACE},
    Role.MANAGER: _KITCHEN_WORK
    | _LOOKING_ON
    | {Act.PLAN_MEAL, Act.RELEASE_HOLD, Act.COUNTERSIGN_DAY}
    | {Act.REGISTER_SUPPLIER, Act.SET_UP_KITCHEN}
    | {Act.MANAGE_DEVICES, Act.ISSUE_PASS, Act.REVIEW_RECORDS},
    Role.PARENT_REPRESENTATIVE: frozenset({Act.VIEW_DAY}),
    Role.INSPECTOR: _LOOKING_ON
    | {Act.PLACE_HOLD, Act.RELEASE_HOLD, Act.WORK_ON_INCIDENT}
    | {Act.RECALL_GOODS, Act.RUN_DRILL},
    Role.PROVINCE: _LOOKING_ON | {Act.WORK_ON_INCIDENT, Act.RUN_DRILL},
    Role.SUPPLIER: frozenset(
        {Act.CAPTURE_EVENTS, Act.QUERY_EVENTS, Act.VIEW_TRACE, Act.ANSWER_RECALL}
    ),
}
"""What each role may do where its assignment reaches; whatever is not listed is refused."""

KEY_SCOPES = frozenset({Act.CAPTURE_EVENTS, Act.QUERY_EVENTS, Act.VIEW_TRACE, Act.EXPORT_EVENTS})
"""What an API key can be given, always for its own organisation only."""

KITCHEN_ROLES = frozenset({Role.COOK, Role.HEALTH_OFFICER, Role.PARENT_REPRESENTATIVE})
"""Roles at one place, which its manager may give and end."""

SUPPLIER_KINDS = frozenset(
    {
        OrganisationKind.COOPERATIVE,
        OrganisationKind.HOUSEHOLD,
        OrganisationKind.TRADER,
        OrganisationKind.PROCESSOR,
        OrganisationKind.OTHER,
    }
)
"""Organisations that food is bought from; a kitchen's manager may register these."""

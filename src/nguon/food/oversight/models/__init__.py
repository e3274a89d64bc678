from nguon.food.oversight.models.incident_act import IncidentAct
from nguon.food.oversight.models.oversight_act import OversightAct

__all__ = ["IncidentAct", "OversightAct"]

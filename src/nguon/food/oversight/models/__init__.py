from nguon.food.oversight.models.incident_act import IncidentAct
from nguon.food.oversight.models.oversight_act import OversightAct
from nguon.food.oversight.models.recall_act import RecallAct

__all__ = ["IncidentAct", "OversightAct", "RecallAct"]

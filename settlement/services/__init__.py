"""The only writers of settlements."""

from settlement.services.closing import month_close
from settlement.services.deciding import lines_decide
from settlement.services.entering import incident_add, incident_withdraw, revenue_add, revenue_sign, wage_set
from settlement.services.objecting import objection_add, objection_answer
from settlement.services.paying import rest_decide
from settlement.services.running import run_add, run_next

__all__ = [
    "incident_add", "incident_withdraw", "lines_decide", "month_close", "objection_add", "objection_answer",
    "rest_decide", "revenue_add", "revenue_sign", "run_add", "run_next", "wage_set",
]  # fmt: skip

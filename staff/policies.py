"""Who may do what: roles (R1), actions, and the one table that joins them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """The seven roles of R1. One person can hold several."""

    COUNTER = "counter"
    TECHNICIAN = "technician"
    SERVICE_MANAGER = "service_manager"
    COMPANY_MANAGER = "company_manager"
    FINANCE = "finance"
    WAREHOUSE = "warehouse"
    PURCHASING = "purchasing"


class WorksOn(StrEnum):
    """The fault domains a technician takes jobs of (T5)."""

    BOTH = "both"
    HARDWARE = "hardware"
    SOFTWARE = "software"


class Action(StrEnum):
    """What a person can do. Each is a permission `staff.<value>`."""

    SEE_QUEUE = "see_queue"
    LOG_JOB = "log_job"
    EDIT_JOB = "edit_job"
    TAKE_JOB = "take_job"
    WORK_JOB = "work_job"
    STEER_JOB = "steer_job"
    EXPEDITE_JOB = "expedite_job"
    SEE_GOODS = "see_goods"
    RECEIVE_GOODS = "receive_goods"
    ADD_PICTURE = "add_picture"
    WITHDRAW_PICTURE = "withdraw_picture"
    DECIDE_REMEDY = "decide_remedy"
    OVERRULE_REMEDY = "overrule_remedy"
    WORK_GOODS = "work_goods"
    SHIP_GOODS = "ship_goods"
    GIVE_BACK = "give_back"
    MANAGE_GOODS = "manage_goods"
    SIGN_HANDOVER = "sign_handover"
    SEE_HANDOVERS = "see_handovers"
    SEE_VISITS = "see_visits"
    SEE_EVERY_VISIT = "see_every_visit"
    AGREE_VISIT = "agree_visit"
    PLAN_VISITS = "plan_visits"
    FILE_VISIT = "file_visit"
    STEER_VISITS = "steer_visits"
    SIGN_MONEY = "sign_money"
    SEE_DEADLINES = "see_deadlines"
    PAUSE_DEADLINE = "pause_deadline"
    SET_UP_ROBOTS = "set_up_robots"
    SEE_SPARES = "see_spares"
    LEND_SPARE = "lend_spare"
    KEEP_SPARES = "keep_spares"
    ENTER_REVENUE = "enter_revenue"
    SETTLE_MONTH = "settle_month"
    SEE_SETTLEMENT = "see_settlement"
    SEE_COMPLAINTS = "see_complaints"
    LOG_COMPLAINT = "log_complaint"
    WORK_COMPLAINT = "work_complaint"
    DECIDE_COMPLAINT = "decide_complaint"
    SEE_CUSTOMER = "see_customer"
    EDIT_CUSTOMER = "edit_customer"
    SEE_COST = "see_cost"
    SEE_RULES = "see_rules"
    CHANGE_RULES = "change_rules"
    SEE_STAFF = "see_staff"
    MANAGE_STAFF = "manage_staff"
    IMPORT_WORKBOOK = "import_workbook"


_C, _T, _S, _M = Role.COUNTER, Role.TECHNICIAN, Role.SERVICE_MANAGER, Role.COMPANY_MANAGER
_F, _W, _P = Role.FINANCE, Role.WAREHOUSE, Role.PURCHASING

MAY: dict[Action, frozenset[Role]] = {
    Action.SEE_QUEUE: frozenset({_C, _T, _S, _M}),
    Action.LOG_JOB: frozenset({_C, _T, _S}),
    Action.EDIT_JOB: frozenset({_C, _T, _S}),
    Action.TAKE_JOB: frozenset({_T}),
    Action.WORK_JOB: frozenset({_T, _S}),
    Action.STEER_JOB: frozenset({_S}),
    Action.EXPEDITE_JOB: frozenset({_S, _M}),
    Action.SEE_GOODS: frozenset({_C, _T, _S, _M, _F, _W, _P}),
    Action.RECEIVE_GOODS: frozenset({_C, _T, _S}),
    Action.ADD_PICTURE: frozenset({_C, _T, _S, _W}),
    Action.WITHDRAW_PICTURE: frozenset({_S, _M}),
    Action.DECIDE_REMEDY: frozenset({_C, _S, _M}),
    Action.OVERRULE_REMEDY: frozenset({_S, _M}),
    Action.WORK_GOODS: frozenset({_C, _T, _S}),
    Action.SHIP_GOODS: frozenset({_C, _T, _S, _P}),
    Action.GIVE_BACK: frozenset({_C, _T, _S}),
    Action.MANAGE_GOODS: frozenset({_S, _M}),
    Action.SIGN_HANDOVER: frozenset({_F, _W, _P}),
    Action.SEE_HANDOVERS: frozenset({_C, _T, _S, _M, _F, _W, _P}),
    Action.SEE_VISITS: frozenset({_C, _T, _S, _M, _F}),
    Action.SEE_EVERY_VISIT: frozenset({_C, _S, _M, _F}),
    Action.AGREE_VISIT: frozenset({_C, _T, _S}),
    Action.PLAN_VISITS: frozenset({_C, _S}),
    Action.FILE_VISIT: frozenset({_T}),
    Action.STEER_VISITS: frozenset({_S, _M}),
    Action.SIGN_MONEY: frozenset({_F}),
    Action.SEE_DEADLINES: frozenset({_C, _T, _S, _M, _F, _W, _P}),
    Action.PAUSE_DEADLINE: frozenset({_C, _T, _S}),
    Action.SET_UP_ROBOTS: frozenset({_S, _M}),
    Action.SEE_SPARES: frozenset({_C, _T, _S, _M, _W}),
    Action.LEND_SPARE: frozenset({_C, _T, _S}),
    Action.KEEP_SPARES: frozenset({_S, _W}),
    Action.ENTER_REVENUE: frozenset({_C, _T, _S}),
    Action.SETTLE_MONTH: frozenset({_S, _M}),
    Action.SEE_SETTLEMENT: frozenset({_S, _M, _F}),
    Action.SEE_COMPLAINTS: frozenset({_C, _T, _S, _M}),
    Action.LOG_COMPLAINT: frozenset({_C, _T, _S, _M}),
    Action.WORK_COMPLAINT: frozenset({_C, _S, _M}),
    Action.DECIDE_COMPLAINT: frozenset({_S, _M}),
    Action.SEE_CUSTOMER: frozenset({_C, _T, _S, _M}),
    Action.EDIT_CUSTOMER: frozenset({_C, _S}),
    Action.SEE_COST: frozenset({_S, _M, _F, _P}),
    Action.SEE_RULES: frozenset({_C, _T, _S, _M, _F, _W, _P}),
    Action.CHANGE_RULES: frozenset({_S, _M}),
    Action.SEE_STAFF: frozenset({_S, _M}),
    Action.MANAGE_STAFF: frozenset({_S, _M}),
    Action.IMPORT_WORKBOOK: frozenset({_S, _M}),
}

MANAGERS = frozenset({Role.SERVICE_MANAGER, Role.COMPANY_MANAGER})


@dataclass(frozen=True)
class Employment:
    """The first and the last day of a person at the shop, both inclusive; None is open."""

    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether the person belongs to the shop on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def may_manage(*, actor: frozenset[str], actor_is_target: bool, before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether someone with the roles `actor` may change a person's record whose roles go from `before` to `after`.

    The company manager may change everyone but may not drop their own company manager role; the service manager
    may change everyone who is and stays no manager (R2: matters of the service manager are the company manager's).
    """
    if Role.COMPANY_MANAGER in actor:
        return not actor_is_target or Role.COMPANY_MANAGER in after
    return Role.SERVICE_MANAGER in actor and not (before | after) & MANAGERS


def grantable(actor: frozenset[str]) -> frozenset[Role]:
    """The roles that someone with the roles `actor` may give to another (R2)."""
    if Role.COMPANY_MANAGER in actor:
        return frozenset(Role)
    return frozenset(Role) - MANAGERS if Role.SERVICE_MANAGER in actor else frozenset()


def actions_of(roles: Iterable[str]) -> list[Action]:
    """What somebody with these roles may do, in the order of the table."""
    held = set(roles)
    return [action for action, who in MAY.items() if who & held]


def is_staff_number(text: str) -> bool:
    """Whether a staff number can be typed at the sign-in and stand in an address: letters, digits, dot, hyphen."""
    return bool(re.fullmatch(r"\w[\w.-]{0,19}", text))

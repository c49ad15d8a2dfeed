"""What roles, actions and domains are called on the screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from staff.policies import Action, Role, WorksOn

ROLE_LABELS = {
    Role.COUNTER.value: pgettext_lazy("role", "Counter"),
    Role.TECHNICIAN.value: pgettext_lazy("role", "Technician"),
    Role.SERVICE_MANAGER.value: pgettext_lazy("role", "Service manager"),
    Role.COMPANY_MANAGER.value: pgettext_lazy("role", "Company manager"),
    Role.FINANCE.value: pgettext_lazy("role", "Finance"),
    Role.WAREHOUSE.value: pgettext_lazy("role", "Warehouse"),
    Role.PURCHASING.value: pgettext_lazy("role", "Purchasing"),
}

WORKS_ON_LABELS = {
    WorksOn.BOTH.value: _("Hardware and software"),
    WorksOn.HARDWARE.value: _("Hardware"),
    WorksOn.SOFTWARE.value: _("Software"),
}

ACTION_LABELS = {
    Action.SEE_QUEUE: _("See the queue and its jobs"),
    Action.LOG_JOB: _("Log a job"),
    Action.EDIT_JOB: _("Correct a job, set repeat, record an answer"),
    Action.TAKE_JOB: _("Take the next job"),
    Action.WORK_JOB: _("Close, put back or hand over own jobs; reopen jobs"),
    Action.STEER_JOB: _("Assign jobs; close, put back or hand over anybody's"),
    Action.EXPEDITE_JOB: _("Expedite a job"),
    Action.SEE_GOODS: _("See returned goods and vouchers"),
    Action.RECEIVE_GOODS: _("Log returned goods and print vouchers"),
    Action.ADD_PICTURE: _("Add photos of returned goods"),
    Action.WITHDRAW_PICTURE: _("Withdraw anybody's pictures and signatures, see the withdrawn ones"),
    Action.DECIDE_REMEDY: _("Choose a remedy with the customer"),
    Action.OVERRULE_REMEDY: _("Overrule a refused remedy, lower a top-up"),
    Action.WORK_GOODS: _("Move goods: technician, quote, outside repair, explanation"),
    Action.SHIP_GOODS: _("Send goods to suppliers and chase them"),
    Action.GIVE_BACK: _("Give goods back"),
    Action.MANAGE_GOODS: _("Report goods lost, found or scrapped; void papers"),
    Action.SIGN_HANDOVER: _("Sign or refuse hand-overs of the own role"),
    Action.SEE_HANDOVERS: _("See the hand-overs"),
    Action.SEE_VISITS: _("See own visits"),
    Action.SEE_EVERY_VISIT: _("See everybody's visits and receipts"),
    Action.AGREE_VISIT: _("Agree visits with customers"),
    Action.PLAN_VISITS: _("Agree, move and cancel anybody's visits"),
    Action.FILE_VISIT: _("Go on visits and file their receipts"),
    Action.STEER_VISITS: _("See who is out and the hints; correct receipts"),
    Action.SIGN_MONEY: _("Sign for money taken on visits"),
    Action.SEE_DEADLINES: _("See deadlines, why each is when it is"),
    Action.PAUSE_DEADLINE: _("Let a deadline wait for the customer"),
    Action.SET_UP_ROBOTS: _("Set up group robots, send again what was given up"),
    Action.SEE_SPARES: _("See spare units and loans"),
    Action.LEND_SPARE: _("Lend spare units and take them back"),
    Action.KEEP_SPARES: _("Add and withdraw spare units"),
    Action.ENTER_REVENUE: _("Enter money made at the station"),
    Action.SETTLE_MONTH: _("Decide on deductions, enter incidents, close the month"),
    Action.SEE_SETTLEMENT: _("See everybody's month, reports and exports"),
    Action.SEE_COMPLAINTS: _("See complaints"),
    Action.LOG_COMPLAINT: _("Log a complaint"),
    Action.WORK_COMPLAINT: _("Answer and check complaints"),
    Action.DECIDE_COMPLAINT: _("Uphold complaints or not"),
    Action.SEE_CUSTOMER: _("See customers' contact details and machines"),
    Action.EDIT_CUSTOMER: _("Create and correct customers and machines"),
    Action.SEE_COST: _("See cost prices"),
    Action.SEE_RULES: _("Read the rulebook"),
    Action.CHANGE_RULES: _("Change numbers and the working-day calendar"),
    Action.SEE_STAFF: _("See the staff list"),
    Action.MANAGE_STAFF: _("Create and change staff"),
    Action.IMPORT_WORKBOOK: _("Import workbooks"),
}

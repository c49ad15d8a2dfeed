"""The words for what settlements write into the history."""

from django.utils.translation import gettext_lazy as _

from records.history import PICTURE_KINDS, register


def register_phrases():
    register("line.confirmed", _("%(rule)s confirmed for %(person)s (%(source)s, %(amount)s). Reason: %(reason)s"))
    register("line.waived", _("%(rule)s waived for %(person)s (%(source)s, %(amount)s). Reason: %(reason)s"))
    register("objection.made", _("Objection to %(rule)s (%(source)s): %(text)s"))
    register("objection.answered", _("Answered: %(answer)s"))
    register("notice.objection", _("%(name)s objects to %(rule)s on %(source)s in %(month)s: answer it (S8)"))
    register("notice.objection_answered", _("%(name)s answered your objection to %(rule)s on %(source)s (S8)"))
    register("notice.lines_decided", _("%(name)s decided on deductions of yours in %(month)s: %(count)s (S8)"))
    register("notice.month_closed", _("%(month)s is closed by %(name)s: your sheet is final (S7)"))
    register("incident.entered", _("Entered under %(rule)s: %(person)s. %(note)s"))
    register("incident.withdrawn", _("Taken back. Reason: %(reason)s"))
    register("revenue.entered", _("%(amount)s made at the station by %(person)s"))
    register("revenue.signed", _("Finance signed for %(amount)s (V6)"))
    register("wage.recorded", _("Monthly wage recorded, from %(from)s (S10)"))
    register("rest.withhold", _("%(amount)s of %(month)s is withheld from %(person)s later (S10). Reason: %(reason)s"))
    register("rest.let_go", _("%(amount)s of %(month)s is let go for %(person)s (S10). Reason: %(reason)s"))
    register("month.closed_shop", _("%(month)s closed; sheets: %(count)s (S7)"))
    register("month.closed_managers", _("%(month)s closed for the service managers; sheets: %(count)s (R2)"))
    PICTURE_KINDS["evidence"] = _("Evidence")

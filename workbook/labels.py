"""What the states of an import are called on the screen, and why a file was not read at all."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workbook.policies import State

STATE_LABELS = {
    State.WAITING.value: pgettext_lazy("import", "Waiting"),
    State.RUNNING.value: pgettext_lazy("import", "Running"),
    State.DONE.value: pgettext_lazy("import", "Taken in"),
    State.REFUSED.value: pgettext_lazy("import", "Not taken in"),
    State.FAILED.value: pgettext_lazy("import", "Broken off"),
}

REFUSALS = {
    "workbook.missing": _("There is no such file. Check the path."),
    "workbook.too_large": _("The file is larger than %(most)d MB. Divide it into several workbooks."),
    "workbook.not_excel": _("This is no Excel workbook. Save it as .xlsx and choose that file."),
    "workbook.old_excel": _("This is the old .xls format. Open it in Excel and save it as .xlsx."),
    "workbook.password": _("The workbook is protected by a password. Save it without one and choose that file."),
    "workbook.damaged": _("The workbook is damaged and cannot be read. Open it in Excel and save it again as .xlsx."),
    "workbook.bomb": _("The workbook would unpack to far more than a workbook holds. Divide it into several files."),
    "workbook.lost": _("The uploaded file is gone. Upload it again."),
    "workbook.broken": _(
        "The import broke off on our side. Nothing was taken in. Upload the file again; if it stays, tell a manager."
    ),
}

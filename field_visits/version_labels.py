"""What the columns of a receipt's versions are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from field_visits.labels import NEED_LABELS

COLUMN_LABELS = {
    **NEED_LABELS,
    "machine": _("Machine"),
    "machine_count": _("How many machines"),
    "job": _("Job"),
    "technician": _("Technician"),
    "parts": _("Parts"),
    "report": _("Report to the service manager (V4)"),
    "next_at": _("Second visit"),
    "taken": _("What was taken back"),
    "taken_serial": _("Its serial number"),
    "shoe_covers": _("Shoe covers"),
    "ate": _("Ate something of the customer's"),
    "drank": _("Drank something of the customer's"),
    "smoked": _("Smoked"),
    "fare_out": _("Fare there"),
    "fare_out_means": _("Means there"),
    "fare_back": _("Fare back"),
    "fare_back_means": _("Means back"),
    "revenue": _("Money taken from the customer"),
    "agreed_at": _("Agreed time"),
    "delay_explained_at": _("Delay explained"),
    "departure_reported_at": _("Departure"),
    "reported_at": _("Reported"),
    "verdict": _("Verdict"),
    "opinion": _("The customer's opinion"),
    "signed": _("Signed"),
    "word_channel": _("Where the customer signed"),
    "word_at": _("When the customer signed"),
    "in_urban_area": _("In the urban area"),
    "incomplete_reason": _("Why it is filed incomplete"),
    "receipt_no": pgettext_lazy("visit", "Receipt"),
    "pictures": _("Pictures"),
}

"""manage.py import_workbook FILE.xlsx: takes a workbook in, whole or not at all."""

import os

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from django.utils.translation import gettext as _

from servicedesk import clock
from servicedesk.errors import DomainError
from workbook import faults
from workbook.archive import refusal_words
from workbook.services import Report, take_in

LANGUAGES = ("zh", "en")


class Command(BaseCommand):
    """Exit 0 with the counts of each sheet; exit 1 with one line for each fault, nothing changed."""

    help = "Imports a workbook (.xlsx) as docs/import.md describes it. Taken whole or not at all."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.xlsx")
        parser.add_argument("--lang", choices=LANGUAGES, help="of the messages; default: LC_ALL, LANG, else zh")

    def handle(self, *args, file: str, lang: str | None, **options):
        with translation.override(language(lang, os.environ)):
            refuse_unprepared()
            try:
                with open(file, "rb") as opened:
                    report = take_in(opened, file_name=os.path.basename(file), by=None, now=clock.now())
            except FileNotFoundError:
                raise CommandError(refusal_words("workbook.missing")) from None
            except OSError as error:
                raise CommandError(_("The file cannot be read: %(error)s") % {"error": error.strerror}) from None
            except DomainError as refused:
                raise CommandError(str(refused)) from None
            self.tell(report)

    def tell(self, report: Report):
        """Prints the report; raises CommandError, and with it exit 1, when the workbook was not taken in."""
        for note in report.notes:
            self.stdout.write(_("note: %(line)s") % {"line": line_of(note, faults.note(note))})
        for fault in report.faults:
            words = _("%(what)s; accepted: %(accepted)s")
            text = words % {"what": faults.what(fault), "accepted": faults.accepted(fault)}
            self.stdout.write(line_of(fault, text))
        if not report.taken:
            count = len(report.faults) + report.more_faults
            raise CommandError(_("Nothing was taken in. Faults: %(count)d") % {"count": count})
        for sheet, count in report.counts.items():
            words = _("%(sheet)s: %(new)d new, %(known)d already known, of these %(differs)d differing")
            self.stdout.write(words % {"sheet": sheet, **count})


def refuse_unprepared():
    """Says what to do when the database was never set up, or by an older version."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(_("The desk's database is not set up for this version. Run manage.py migrate first."))


def line_of(fault: faults.Fault, text: str) -> str:
    """`sheet:row:column: text`, the file's own names in brackets where they are others."""
    sheet = faults.place(fault.own_sheet, fault.sheet) or "-"
    column = faults.place(fault.own_column, fault.column) or "-"
    return f"{sheet}:{fault.row}:{column}: {text}"


def language(wanted: str | None, environ) -> str:
    """The language of the messages: as asked for, else of LC_ALL or LANG, else Chinese. LANG=C says nothing."""
    told = wanted or environ.get("LC_ALL") or environ.get("LANG") or ""
    return "en" if told.lower().startswith("en") else "zh-hans"

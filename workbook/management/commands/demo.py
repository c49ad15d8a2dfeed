"""manage.py demo: fills an empty desk with a demo month and prints one sign-in per role."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from servicedesk import clock
from servicedesk.errors import DomainError
from staff.labels import ROLE_LABELS
from workbook.demo import FILE, demo
from workbook.management.commands.import_workbook import LANGUAGES, language, refuse_unprepared


class Command(BaseCommand):
    """Exit 0 with the sign-ins, the same on each later run; exit 1 on a desk that is in use."""

    help = "Fills an empty desk with a demo month and prints one sign-in per role; on a demo desk prints them again."

    def add_arguments(self, parser):
        parser.add_argument("--lang", choices=LANGUAGES, help="of the messages; default: LC_ALL, LANG, else zh")

    def handle(self, *args, lang: str | None, **options):
        with translation.override(language(lang, os.environ)):
            refuse_unprepared()
            try:
                sign_ins = demo(now=clock.now(), folder=settings.DATA_DIR)
            except DomainError as refused:
                raise CommandError(str(refused)) from None
            except OSError as error:
                raise CommandError(_("%(file)s cannot be kept: %(error)s") % {"file": FILE, "error": error}) from None
            self.stdout.write(_("Sign-ins of the demo desk, kept in %(file)s:") % {"file": settings.DATA_DIR / FILE})
            for each in sign_ins:
                words = _("  %(staff_no)s  %(password)s  %(role)s")
                role = f"{each.role} ({ROLE_LABELS[each.role]})"
                self.stdout.write(words % {"staff_no": each.staff_no, "password": each.password, "role": role})

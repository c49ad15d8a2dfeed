"""The words for digests and for what managers do to robots."""

from django.utils.translation import gettext_lazy as _

from notices.labels import CHANNEL_LABELS
from records.history import register

TODOS: dict[str, object] = {}  # the word on the button that leads to where something is done; each app adds its own


def register_phrases():
    """Gives every code that this app records its words."""
    register(
        "notice.digest", _("While the desk stood still: %(count)s notices, %(missed)s of them about something missed")
    )
    register("notice.test", _("This is a test from the service desk. Whoever reads it gets its notices."))
    register("robot.added", _("Robot added: %(name)s (%(channel)s)"), channel=CHANNEL_LABELS)
    register("robot.changed", _("Robot changed: %(name)s (%(channel)s)"), channel=CHANNEL_LABELS)

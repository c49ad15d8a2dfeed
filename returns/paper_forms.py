"""Making a paper void."""

from django.utils.translation import gettext_lazy as _

from returns.step_forms import reason
from servicedesk.forms import OnceForm


class VoidForm(OnceForm):
    """Why the paper is void."""

    reason = reason(_("Why the paper is void"))

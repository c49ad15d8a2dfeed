"""docs/rulebook.md carries the numbers as the code has them."""

from io import StringIO

from django.conf import settings
from django.core.management import call_command

from rulebook.policies import SPECS


def test_the_table_in_the_docs_is_the_table_of_the_code():
    printed = StringIO()
    call_command("rulebook_table", stdout=printed)
    table = printed.getvalue().strip()
    assert all(f"| `{key}` |" in table for key in SPECS)
    assert table in (settings.BASE_DIR / "docs" / "rulebook.md").read_text()

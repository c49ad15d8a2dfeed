"""Static files: what the packages bring, less the parts that the desk does not use."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class DeskStaticFiles(StaticFilesConfig):
    """Leaves out 2,000 single icons and the Bootstrap builds that no page loads."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap-icons/*.svg",
        "css/bootstrap*.rtl*",
        "css/bootstrap-*",
        "js/bootstrap.esm*",
    ]

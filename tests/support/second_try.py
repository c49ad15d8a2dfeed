"""A second try for the tests that drive a browser, a worker or a whole desk; what the first one met is told.

They share the machine with processes that pytest does not hold: one in thousands stumbles where nothing of the desk is
broken. What fails twice fails; what passes at the second try is printed with all that the first one said, because a
person can meet the same (docs/decisions/0013-a-second-try-that-is-told.md).
"""

import pytest

DRIVERS = ("browser", "services", "doors")


@pytest.hookimpl(trylast=True)  # when every folder has set its marks
def pytest_collection_modifyitems(config, items):
    if config.option.usepdb:  # whoever looks into a failure wants to stop at it
        return
    for item in items:
        if any(item.get_closest_marker(mark) for mark in DRIVERS):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_terminal_summary(terminalreporter):
    first_tries = terminalreporter.stats.get("rerun", [])
    if not first_tries:
        return
    terminalreporter.section("failed at the first try", sep="=", red=True)
    for report in first_tries:
        terminalreporter.write_sep("_", f"{report.when} of {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)
        for title, text in report.sections:
            terminalreporter.write_sep("-", title)
            terminalreporter.write_line(text)

"""Charts as images in the page: SVG drawn on the server, readable in print and without colour."""

import base64
from collections.abc import Sequence

FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
INK, BAR = "#1d2327", "#b4c3cf"  # values are read on the bars, so these are light
DASHES = ("", "8,4", "2,4", "12,4,2,4", "4,4")  # lines differ by these, not by colour alone
LINES = ("#1d2327", "#5b6b78", "#3d5a73", "#7a4b00")
ROW, HEAD = 30, 60  # pixels of a bar, and of what stands around the bars
BESIDE = 60  # room for the last value and the name of its point
WIDTH = 460  # small enough for a phone to show the words in a size that can be read


def bars(rows: Sequence[tuple[str, float]], *, empty: str) -> str:
    """Bars with their values written on them, the first row on top, as the address of an image."""
    look = _look(height=HEAD + ROW * max(len(rows), 2)) | {"margin_left": 10 + _wide([label for label, _ in rows])}
    chart = _pygal().HorizontalBar(**look, no_data_text=empty)
    chart.x_labels = [label for label, _value in reversed(rows)]
    chart.add("", [value for _label, value in reversed(rows)])
    return _address(chart)


def _wide(labels: Sequence[str]) -> int:
    """Pixels that Chinese labels need beyond what the library reckons for Latin letters."""
    return max((6 * sum(letter > "\u2e80" for letter in label) for label in labels), default=0)


def lines(names: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], *, empty: str) -> str:
    """One line for each series over the same points, told apart by dashes and marks."""
    look = _look(height=320) | {"show_legend": True, "legend_at_bottom": True, "show_y_guides": True}
    look["margin_right"] = BESIDE
    chart = _pygal().Line(**look | {"style": _style(LINES)}, no_data_text=empty)
    chart.x_labels = list(names)
    for place, (name, values) in enumerate(series):
        dash = DASHES[place % len(DASHES)]
        chart.add(name, list(values), stroke_style={"width": 2, **({"dasharray": dash} if dash else {})})
    return _address(chart)


def _pygal():
    import pygal  # the reports alone need it: not every process pays for it

    return pygal


def _style(colours: tuple[str, ...]):
    from pygal.style import Style

    return Style(
        background="#ffffff",
        plot_background="#ffffff",
        foreground=INK,
        foreground_strong=INK,
        foreground_subtle="#8b949b",
        colors=colours,
        opacity="1",
        opacity_hover="1",
        font_family=FONT,
        label_font_size=13,
        major_label_font_size=13,
        value_font_size=13,
        value_label_font_size=13,
        legend_font_size=13,
        no_data_font_size=16,
        value_colors=(INK,) * 5,
    )


def _look(*, height: int) -> dict:
    return {
        "width": WIDTH,
        "height": height,
        "style": _style((BAR,)),
        "js": [],
        "show_legend": False,
        "print_values": True,
        "print_values_position": "top",
        "explicit_size": True,
        "margin": 10,
        "truncate_label": -1,
        "max_scale": 6,
        "show_x_guides": False,
        "show_y_guides": False,
        "value_formatter": lambda value: f"{value:,.0f}" if value == int(value) else f"{value:,.2f}",
    }


def _address(chart) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(chart.render()).decode()

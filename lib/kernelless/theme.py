"""One look for every chart. Colours are names of CSS variables, so light and dark are the page's business."""

from __future__ import annotations

from typing import Any

INK = "var(--kl-ink)"
MUTED = "var(--kl-muted)"
GRID = "var(--kl-grid)"
SURFACE = "var(--kl-surface)"
FONT = "var(--kl-font)"

#: Vega-Lite configuration; a chart's own configuration goes over it.
CONFIG: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "domainColor": GRID, "gridColor": GRID, "tickColor": GRID, "labelColor": MUTED, "titleColor": MUTED,
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "tickSize": 4,
    },
    "text": {"color": INK, "fontSize": 12},
    "rule": {"color": MUTED},
    # A model's rows are numbers by construction; a filter for invalid ones would cost time on every step.
    # The picture as a whole is named by its sentence; a nameless mark would only be noise to a screen reader.
    "mark": {"invalid": "show", "aria": False},
    "line": {"color": INK},
}  # fmt: skip


def themed(chart: dict[str, Any]) -> dict[str, Any]:
    """The chart with this look under its own configuration."""
    own = chart.get("config", {})
    merged = {key: {**value, **own.get(key, {})} if isinstance(value, dict) else value for key, value in CONFIG.items()}
    return {**chart, "config": {**own, **merged, **{k: v for k, v in own.items() if not isinstance(v, dict)}}}

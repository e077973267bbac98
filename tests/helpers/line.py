"""A small model, for tests of what becomes of one."""

import altair as alt
from kernelless import Parameter, Table, explorer


def model(function=lambda a, x: a * x, **options):
    """A line through nothing, with a title that would end a script or an element."""
    a = Parameter("a", "Slope", 2, range=(0, 5), step=1)
    line = Table({"x": [0.0, 1.0]}, lambda p, row: {"y": function(p["a"], row["x"])})
    chart = alt.Chart(alt.NamedData("line")).mark_line().encode(x="x:Q", y="y:Q")
    return explorer(
        chart, [a], outputs=lambda p: {"twice": 2 * p["a"]}, tables={"line": line}, name="line",
        sentence=lambda p, out: f"Twice that is {out['twice']:.0f}.", title="A <line> </script> & its slope", **options,
    )  # fmt: skip

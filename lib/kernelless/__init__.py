"""kernelless: numpy models and ipywidgets that stay alive on a static page.

A model is an ordinary numpy function. `trace` turns it into a Vega expression, `LiveChart` draws it and
computes it in the page, `explorer` adds the controls, and `kernelless.sphinx` puts all of it into a site of
Sphinx without a kernel, a CDN or `unsafe-eval`.
"""

from .carry import Carry
from .challenge import Challenge
from .data import Data
from .explorer import explorer, takes_formula
from .extra import Extra, Opening
from .formula import Formula, FormulaError
from .guess import Guess
from .handle import Handle
from .inherit import Inherit
from .live_chart import CompileError, LiveChart
from .model import Model, Overall, Rows, State, Table
from .one_path import OnePath
from .parameter import Parameter
from .tracing import TraceError, texts, trace

__all__ = [
    "Carry",
    "Challenge",
    "CompileError",
    "Data",
    "Extra",
    "Formula",
    "FormulaError",
    "Guess",
    "Handle",
    "Inherit",
    "LiveChart",
    "Model",
    "OnePath",
    "Opening",
    "Overall",
    "Parameter",
    "Rows",
    "State",
    "Table",
    "TraceError",
    "explorer",
    "takes_formula",
    "texts",
    "trace",
]

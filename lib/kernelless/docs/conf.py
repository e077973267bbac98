"""The settings of kernelless's own pages: Sphinx, myst-nb and kernelless, with nothing else switched on."""

project = "kernelless"
author = "the What Stays Scarce contributors"
extensions = ["myst_nb", "kernelless.sphinx"]
html_theme = "alabaster"
html_theme_options = {"description": "Models that stay alive on a static page"}
myst_enable_extensions = ["colon_fence", "deflist"]
nb_execution_mode = "force"
nb_execution_timeout = -1  # a busy machine may take its time
nb_execution_raise_on_error = True
exclude_patterns = ["_build"]

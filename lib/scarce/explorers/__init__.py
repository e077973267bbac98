"""One explorer for each model: its parameters, scenarios, picture and sentence."""

"""What Stays Scarce: the models of the book (`scarce.models`) and their explorers (`scarce.explorers`)."""

__version__ = "0.1.0"

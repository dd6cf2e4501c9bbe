"""Portrait turns what customers say into personas that a company can trust."""

__version__ = "0.1.0"

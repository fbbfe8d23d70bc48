"""Saved health articles in; large-print handouts and spoken audio out, with proof."""

__version__ = "0.1.0"

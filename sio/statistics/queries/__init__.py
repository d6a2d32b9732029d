"""Reads of the figures; one module per noun."""

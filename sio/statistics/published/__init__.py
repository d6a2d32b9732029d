"""Yearly tables of before the system, as they were published (README.md)."""

"""Reads of the intake; one file per noun."""

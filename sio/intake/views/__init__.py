"""Screens of the intake; one file per noun."""

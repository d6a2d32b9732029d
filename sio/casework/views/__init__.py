"""Screens of casework; one file per noun."""

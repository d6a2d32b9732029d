"""Reads of casework; one file per noun."""

"""Screens of contact rounds; one file per who looks at them."""

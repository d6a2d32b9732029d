"""Input of the intake; one file per noun."""

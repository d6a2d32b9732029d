"""Input of casework; one module per noun."""

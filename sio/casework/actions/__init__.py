"""Writes of casework; one function per thing a person does, one module per noun."""

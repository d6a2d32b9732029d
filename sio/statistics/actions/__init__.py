"""Writes of the figures; one function per thing a person does."""

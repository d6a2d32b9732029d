"""A made-up population of which the figures are those that were published."""

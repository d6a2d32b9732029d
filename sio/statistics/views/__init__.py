"""Pages of the figures; one module per screen."""

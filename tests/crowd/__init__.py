"""Many devices at once, without a browser: they speak the protocol of the line."""

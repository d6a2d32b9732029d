"""What people fill in, turned into clean values."""

"""Extracts of before the system: from the bytes of a file to trajects, or refusals."""

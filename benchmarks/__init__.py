"""Questions about speed and memory, each answered by one script (`make bench`)."""

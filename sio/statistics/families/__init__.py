"""Where the rows of each family come from; one module per family."""

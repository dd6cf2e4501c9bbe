"""What text says: sentences, signals, themes, names and quotes. A pure library."""

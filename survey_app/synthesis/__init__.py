"""What a persona is: segments, their stability, statements and their evidence. A pure library."""

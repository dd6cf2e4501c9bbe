"""Room: taking personas out, in one format a file."""

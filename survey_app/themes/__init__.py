"""Room: review. Comes in: passages. Goes out: themes that people have accepted, with excerpts."""

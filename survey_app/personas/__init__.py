"""Room: personas. Comes in: accepted themes and closed answers. Goes out: published versions."""

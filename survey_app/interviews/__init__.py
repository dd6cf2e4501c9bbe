"""Room: calls. Comes in: a script, notes, transcripts. Goes out: passages with speakers."""

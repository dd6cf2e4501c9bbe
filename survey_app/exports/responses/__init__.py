"""Taking answers out: one table for all versions of a survey, with codebook, manifest, checksums.

`layout`, `cells`, `codebook` and `formats` know neither database nor web. `reading` streams the
responses in keyset steps, so that memory does not grow with their number.
"""

"""Room: coding by hand. Comes in: talks and answers. Goes out: quotes that people put in themes.

`reading` lays a text out with its marks, `services` puts words into a theme or takes them out,
`agreement` (pure) says how far two people code alike, `exchange` brings in what other coding
tools wrote.
"""

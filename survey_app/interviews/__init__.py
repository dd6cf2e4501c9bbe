"""Room: calls. Comes in: a script, notes, transcripts. Goes out: passages with speakers.

`script` lays a script out beside what was noted; `lines` reads note lines as they are typed;
`services` and `imports` are the verbs; `pad_views` serves the call pad, `import_views` the import.
"""

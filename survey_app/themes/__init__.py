"""Room: review. Comes in: passages. Goes out: themes that people have accepted, with excerpts.

`corpus` gathers, the language engine decides, `runs` applies, `tasks` makes a job of it. `services`
are the verbs of reviewers and `decisions` how each is kept and undone. `review` lays out what a
page shows, `screens` draws it; `views` show and `decide_views` decide.
"""

"""One customer on one page: what is known, in whose words, and what nobody has asked yet.

In: contacts with their companies and public sources, answers, calls. Out: the dossier, and a
call planned with a script of exactly the questions that are still open.
"""

"""Room: answering. Comes in: a personal link. Goes out: responses and their passages."""

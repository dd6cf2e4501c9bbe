"""Room: who may sign in. Comes in: an e-mail address and a password. Goes out: a known user."""

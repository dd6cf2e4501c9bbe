"""Room: the customers we may write to or call, their companies, and who asked us not to write."""

"""Room: waves of mail. Comes in: contacts and a published survey. Goes out: personal links."""

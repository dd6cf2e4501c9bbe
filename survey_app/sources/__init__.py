"""What customers' files hold: tables of answers, notes and transcripts. A pure library."""

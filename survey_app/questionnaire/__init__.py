"""What may be asked: question banks, questionnaires, question types and rules. A pure library."""

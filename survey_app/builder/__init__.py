"""Room: making questionnaires and scripts from banks, and publishing immutable versions."""

"""Russian and English text for both sides: tokens, word forms, the index, personal data."""

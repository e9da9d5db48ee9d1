"""Russian and English text for both sides: tokens, word forms, layout, the article index, personal data."""

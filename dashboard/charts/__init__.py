"""Results to figures, with their captions."""

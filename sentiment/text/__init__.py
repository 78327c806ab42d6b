"""What is written, before any opinion of it: tokens, sentences, companies, duplicates."""

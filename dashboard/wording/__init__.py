"""Numbers and facts to words; text from outside is escaped here."""

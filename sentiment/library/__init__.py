"""What the reader keeps: articles, notes, announcements, bars, and their backups."""

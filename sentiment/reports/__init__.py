"""What a report and the story hold."""

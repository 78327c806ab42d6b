"""Prices and days: calendar, bars, returns, announcements, and Yahoo as their source."""

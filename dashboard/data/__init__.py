"""Cached doors to the engine."""

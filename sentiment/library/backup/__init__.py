"""Copies of a library, and the way back from one that may come from anywhere."""

"""The library view's pieces."""

"""What ``python -m dashboard`` can be told to do besides opening, a module for each command."""

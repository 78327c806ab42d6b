"""What ``python -m sentiment`` can be told to do, a module for each command."""

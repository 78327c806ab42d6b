"""The investor sentiment engine: what was written, what the price did, and how the two met.

Names are loaded when they are first used, so that a notebook which only reads a text does not wait
for the studies. ``__init__.pyi`` says which module holds each, here and to type checkers.
"""

import lazy_loader

__version__ = "0.2.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

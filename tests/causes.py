"""Words that would say that one thing moved another, which no text of the page may."""

import re

CAUSAL = re.compile(
    r"\b(?:caus(?:e[sd]?|ing|al)|because|due to|drove|driven by|trigger(?:ed|s)?|led to|lead to"
    r"|impact(?:s|ed)?|result(?:s|ed|ing)? in|responsible for|thanks to|owing to)\b",
    re.IGNORECASE,
)

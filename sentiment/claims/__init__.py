"""What a text says of prices, and what the bars say of that."""

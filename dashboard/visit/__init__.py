"""What the browser keeps, asks and remembers of a visit."""

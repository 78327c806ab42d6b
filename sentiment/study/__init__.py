"""Whether a move was unusual: abnormal returns, placebos, lead and lag, hours around articles."""

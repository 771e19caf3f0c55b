"""Claims about sums over all points: all measures of abstract laws, functions of the outcome, channels, derivatives."""

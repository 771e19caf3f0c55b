"""The arithmetics: one file each."""

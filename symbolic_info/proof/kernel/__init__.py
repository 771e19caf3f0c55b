"""The checker: what has to be trusted when a proof is believed.  It imports nothing from the search."""

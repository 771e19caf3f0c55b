"""Proven enclosures of integrals and sums: balls on the body, growth bounds on the tails."""

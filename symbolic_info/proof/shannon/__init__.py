"""Claims about abstract random variables: joint entropies as vectors, Shannon-type inequalities as a linear program."""

"""From candidates to a decision: fused findings, what is known or accepted, the gate."""

"""What the claims amount to: tolls, control, findings."""

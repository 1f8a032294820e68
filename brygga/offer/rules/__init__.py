"""What may be said of an offer, how it ages, who answers, and what a gap is."""

"""What a message means: language, disclosures, complaint, urgency, sentiment, topics, risk."""

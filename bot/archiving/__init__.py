"""Archives: facts and deliveries of ended requests in a file instead of the database, until they are brought back."""

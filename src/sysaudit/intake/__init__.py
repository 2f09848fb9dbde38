"""From files in a folder to typed records with addresses."""

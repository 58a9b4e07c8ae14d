"""The contents of the report in Word and PDF: one HTML document with its figures, made from all that readers see."""

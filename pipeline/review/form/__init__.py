"""The form: what the page `oordeel.html` saves."""

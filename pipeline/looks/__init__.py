"""How blocks look: in a notebook, on a page, in Word and in PDF; with charts and templates. Knows no phase."""

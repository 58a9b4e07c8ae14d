"""One schema a raw table: read, validate, collect every mistake."""

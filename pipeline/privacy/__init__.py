"""What may leave: what people agreed to, and what in their words tells who they are."""

"""The ledger of claims: every sentence of the report that asserts something, and what it rests on."""

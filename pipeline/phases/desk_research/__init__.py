"""Desk research: documents, registrations, the neighbourhood monitor and the organisation's money."""

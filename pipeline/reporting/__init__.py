"""Turn results into what people read: pages, tables and figures."""

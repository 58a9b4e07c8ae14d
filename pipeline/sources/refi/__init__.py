"""REFI-QDA, the exchange format of programs for qualitative analysis: projects (.qdpx) and codebooks (.qdc).

The format is that of the REFI group (version 1.0, urn:QDA-XML:project:1.0 and urn:QDA-XML:codebook:1.0); what programs
write otherwise is read as well. Names of elements are taken without their namespace, of which four spellings are about.
"""

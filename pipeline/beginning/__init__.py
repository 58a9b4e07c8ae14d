"""A new round: what is asked, its files, and the workbooks in which people fill in what they collect."""

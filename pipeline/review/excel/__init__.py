"""Excel: the workbook for reviews on paper, and the one in which researchers answer."""

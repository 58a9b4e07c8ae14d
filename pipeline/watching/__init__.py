"""`klankbord watch`: a round that is made again as its files are saved, and a page that shows it."""

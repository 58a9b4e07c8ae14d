"""A live session: the klankbord judges the findings together, on phones, within the local network."""

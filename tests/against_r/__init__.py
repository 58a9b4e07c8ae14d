"""What klankbord computes, computed once more by R."""

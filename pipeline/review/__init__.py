"""What the klankbord says of the findings: taken in, kept, answered, and shown beside what was found."""

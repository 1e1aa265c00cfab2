"""What routes answer with: models made of the rows of the stores."""

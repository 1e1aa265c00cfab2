// Whether the server answers, knows the login and has the database.
RETURN 1 AS answer

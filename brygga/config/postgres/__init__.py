"""PostgreSQL as Django has it, but for how it is found out that the server has hung up."""

"""The rows of the table of budgets, a file each: a function from a Bench to a Result."""

"""The sample data of a demo: invented firms, people, estates and prices for all 16 districts."""

"""The only place that knows SQL: tables, transactions, claims and the queries of the desk."""

"""Gates answer "may this one act happen now?": pure functions of a request and the rules, known to every room above."""

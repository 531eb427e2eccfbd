-- question: the page's host filter: hosts whose agent ever reported
-- column host : host name
-- cost: one row per agent
SELECT DISTINCT host
FROM agents FINAL
ORDER BY host
LIMIT 1000

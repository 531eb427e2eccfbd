-- question: which hosts report, with which kernel, and what does their agent cost
-- param to time = now : the moment to judge from
-- column host : host name
-- column agent : the agent's identity
-- column kernel : release
-- column cpus : online CPUs
-- column rss_bytes : resident memory of the agent
-- column cpu_seconds : CPU time the agent has used since its start
-- column state : running, stopped (it said so) or silent (no word for 10 s)
-- column seen : its last word
-- column tapsets : how many are attached
-- cost: one row per agent; milliseconds
SELECT a.host AS host, a.agent AS agent, kernel, cpus, rss_bytes, cpu_nanos / 1e9 AS cpu_seconds,
    multiIf(stopping, 'stopped', a.time < {to:DateTime64(3, 'UTC')} - INTERVAL 10 SECOND, 'silent', 'running') AS state,
    a.time AS seen, countIf(s.state = 'ATTACHED') AS tapsets
FROM (SELECT * FROM agents FINAL) AS a
LEFT JOIN (SELECT agent, state FROM tapset_status FINAL) AS s ON a.agent = s.agent
GROUP BY ALL
ORDER BY host, agent

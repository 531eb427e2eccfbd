-- question: the page's agent list: what each agent last said of itself
-- column agent : the agent's identity
-- column host : host name
-- column kernel : release
-- column cpus : of the host
-- column rss_bytes : resident memory of the agent
-- column cpu_seconds : processor time of the agent since its start
-- column millis : when it said so, milliseconds since 1970
-- column stopping : its last word was that it stops
-- cost: one row per agent
SELECT
    agent, host, kernel, cpus, rss_bytes, cpu_nanos / 1e9 AS cpu_seconds,
    toUnixTimestamp64Milli(time) AS millis, stopping
FROM agents FINAL
ORDER BY millis DESC
LIMIT 1000

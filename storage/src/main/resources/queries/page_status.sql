-- question: the page's tapset list: how each tapset fares on each host
-- column host : host name
-- column tapset : tapset or script
-- column state : attached, waiting, unsupported, failed or detached
-- column detail : why
-- column probes : attached
-- column millis : when this was reported, milliseconds since 1970
-- cost: one row per agent and tapset
SELECT
    host, tapset, lower(tapset_status.state) AS state, detail, probes,
    toUnixTimestamp64Milli(time) AS millis
FROM tapset_status FINAL
ORDER BY tapset, host
LIMIT 10000

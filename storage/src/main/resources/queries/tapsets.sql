-- question: which tapsets run where, and which do not and why
-- param host string =  : only this host; empty: all
-- column tapset : tapset or script
-- column host : host name
-- column state : ATTACHED, UNSUPPORTED, FAILED, WAITING or DETACHED
-- column probes : attached probe points
-- column detail : in words: what is missing and what to do
-- column seen : when the agent last said so
-- cost: one row per agent and tapset; milliseconds
SELECT tapset, host, state, probes, detail, time AS seen
FROM tapset_status FINAL
WHERE {host:String} = '' OR host = {host:String}
ORDER BY tapset, host

-- question: the page's events: the latest raw events of a tapset
-- param tapset string : the tapset
-- param host string =  : only this host; empty: all
-- param key string =  : only this key, its parts joined by U+001F; empty: all
-- param from time = now-15m : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param limit number = 60 : rows at most
-- column millis : when, milliseconds since 1970 with a fraction
-- column id : the row's identity: agent, its start, batch and row
-- column host : host name
-- column tapset : tapset or script
-- column key : parts of the key
-- column value : in unit
-- column unit : of value; empty when there is none
-- column comm : of the thread
-- column pid : of the process
-- column cpu : where it was
-- column numbers : further columns that are numbers
-- column texts : further columns that are text
-- cost: events of one tapset in the range; the page asks every 2 s for the last 10 s first
SELECT
    toUnixTimestamp64Nano(time) / 1e6 AS millis,
    concat(agent, '/', toString(boot), '/', toString(sequence), '/', toString(row)) AS id,
    host, tapset, key, value, unit, comm, pid, cpu, numbers, texts
FROM events FINAL
WHERE tapset = {tapset:String}
    AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}
    AND ({host:String} = '' OR host = {host:String})
    AND ({key:String} = '' OR arrayStringConcat(events.key, '\x1f') = {key:String})
ORDER BY time DESC
LIMIT {limit:UInt32}

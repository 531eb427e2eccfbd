-- question: the newest raw events
-- param tapset string =  : only this tapset; empty: all
-- param host string =  : only this host; empty: all
-- param from time = now-15m : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param limit number = 50 : rows at most
-- column time : when, UTC
-- column host : host name
-- column tapset : tapset or script
-- column key : key, its parts joined by ' / '
-- column value : measured value
-- column unit : its unit
-- column comm : command of the task
-- column pid : process
-- column tid : thread
-- column cpu : CPU
-- column numbers : further fields with numbers
-- column texts : further fields with text
-- cost: the newest granules of the range when a tapset is named, else all events of the range
SELECT time, host, tapset, arrayStringConcat(events.key, ' / ') AS key, value, unit, comm, pid, tid, cpu, numbers, texts
FROM events FINAL
WHERE ({tapset:String} = '' OR tapset = {tapset:String}) AND ({host:String} = '' OR host = {host:String})
    AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}
ORDER BY time DESC, host, tapset, sequence, row
LIMIT {limit:UInt32}

-- question: how many records per second does each tapset have over time
-- param tapset string =  : only this tapset; empty: all
-- param host string =  : only this host; empty: all
-- param from time = now-1h : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param resolution number = 0 : seconds per window: 1, 10 or 60; 0: by length and age of the range
-- param step number = 0 : seconds per point, a multiple of the resolution; 0: the resolution
-- column time : start of the point's interval
-- column tapset : tapset
-- column count : records in the interval
-- column rate : records per second
-- cost: count column of the windows in the range; README has measured times
WITH
    -- The finest windows that are still kept and not too many for the range.
    if({resolution:UInt32} > 0, {resolution:UInt32}, multiIf(
        {from:DateTime64(3, 'UTC')} < now() - INTERVAL 14 DAY, 60,
        {to:DateTime64(3, 'UTC')} > {from:DateTime64(3, 'UTC')} + INTERVAL 6 HOUR, 60,
        {from:DateTime64(3, 'UTC')} < now() - INTERVAL 2 DAY, 10,
        {to:DateTime64(3, 'UTC')} > {from:DateTime64(3, 'UTC')} + INTERVAL 15 MINUTE, 10,
        1)) AS seconds,
    greatest({step:UInt32}, seconds) AS width
SELECT toDateTime(intDiv(toUnixTimestamp(start), width) * width, 'UTC') AS time, tapset,
    sum(windows.count) AS count, count / width AS rate
FROM windows FINAL
WHERE resolution = seconds AND ({tapset:String} = '' OR tapset = {tapset:String})
    AND ({host:String} = '' OR host = {host:String})
    AND start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
GROUP BY time, tapset
ORDER BY time, tapset

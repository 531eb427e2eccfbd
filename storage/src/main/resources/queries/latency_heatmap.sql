-- question: the heatmap of a tapset: how many records in each bucket at each time
-- param tapset string : the tapset
-- param host string =  : only this host; empty: all
-- param key string =  : only this key, its parts joined by ' / '; empty: all
-- param from time = now-1h : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param resolution number = 0 : seconds per window: 1, 10 or 60; 0: by length and age of the range
-- param step number = 0 : seconds per cell, a multiple of the resolution; 0: the resolution
-- column time : start of the cell's interval
-- column bucket : bucket number b: values in (2^((b - 2) / 32), 2^((b - 1) / 32)]; 0: zero; 1: one
-- column count : records
-- cost: windows of one tapset in the range; README has measured times
WITH
    -- The finest windows that are still kept and not too many for the range.
    if({resolution:UInt32} > 0, {resolution:UInt32}, multiIf(
        {from:DateTime64(3, 'UTC')} < now() - INTERVAL 14 DAY, 60,
        {to:DateTime64(3, 'UTC')} > {from:DateTime64(3, 'UTC')} + INTERVAL 6 HOUR, 60,
        {from:DateTime64(3, 'UTC')} < now() - INTERVAL 2 DAY, 10,
        {to:DateTime64(3, 'UTC')} > {from:DateTime64(3, 'UTC')} + INTERVAL 15 MINUTE, 10,
        1)) AS seconds,
    greatest({step:UInt32}, seconds) AS width
SELECT time, cell.1 AS bucket, cell.2 AS count
FROM
(
    SELECT toDateTime(intDiv(toUnixTimestamp(start), width) * width, 'UTC') AS time,
        sumMap(mapKeys(buckets), mapValues(buckets)) AS h
    FROM windows FINAL
    WHERE resolution = seconds AND tapset = {tapset:String} AND ({host:String} = '' OR host = {host:String})
    AND ({key:String} = '' OR arrayStringConcat(key, ' / ') = {key:String})
    AND start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
    GROUP BY time
)
ARRAY JOIN arrayZip(h.1, h.2) AS cell
ORDER BY time, bucket

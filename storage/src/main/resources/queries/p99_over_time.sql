-- question: how did p50 and p99 of a tapset move over time
-- param tapset string : the tapset
-- param host string =  : only this host; empty: all
-- param key string =  : only this key, its parts joined by ' / '; empty: all
-- param from time = now-1h : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param resolution number = 0 : seconds per window: 1, 10 or 60; 0: by length and age of the range
-- param step number = 0 : seconds per point, a multiple of the resolution; 0: the resolution
-- column time : start of the point's interval
-- column unit : unit of p50 and p99
-- column count : records
-- column p50 : median, within 1.1 %
-- column p99 : 99th percentile, within 1.1 %
-- cost: windows of one tapset in the range; README has measured times
--
-- A quantile from buckets: add the counts up by bucket, find the first bucket whose running total reaches
-- rank ceil(q * n), answer its geometric middle 2^((bucket - 1.5) / 32), off by at most 1.1 %.
WITH
    -- The finest windows that are still kept and not too many for the range.
    if({resolution:UInt32} > 0, {resolution:UInt32}, multiIf(
        {from:DateTime64(3, 'UTC')} < now() - INTERVAL 14 DAY, 60,
        {to:DateTime64(3, 'UTC')} > {from:DateTime64(3, 'UTC')} + INTERVAL 6 HOUR, 60,
        {from:DateTime64(3, 'UTC')} < now() - INTERVAL 2 DAY, 10,
        {to:DateTime64(3, 'UTC')} > {from:DateTime64(3, 'UTC')} + INTERVAL 15 MINUTE, 10,
        1)) AS seconds,
    greatest({step:UInt32}, seconds) AS width,
    arrayFirst((b, c) -> c >= ceil(0.5 * arraySum(h.2)), h.1, arrayCumSum(h.2)) AS bucket_p50,
    arrayFirst((b, c) -> c >= ceil(0.99 * arraySum(h.2)), h.1, arrayCumSum(h.2)) AS bucket_p99
SELECT time, unit, count, multiIf(bucket_p50 <= 1, toFloat64(bucket_p50), pow(2, (bucket_p50 - 1.5) / 32)) AS p50, multiIf(bucket_p99 <= 1, toFloat64(bucket_p99), pow(2, (bucket_p99 - 1.5) / 32)) AS p99
FROM
(
    SELECT toDateTime(intDiv(toUnixTimestamp(start), width) * width, 'UTC') AS time, any(unit) AS unit,
        sum(count) AS count, sumMap(mapKeys(buckets), mapValues(buckets)) AS h
    FROM windows FINAL
    WHERE resolution = seconds AND tapset = {tapset:String} AND ({host:String} = '' OR host = {host:String})
    AND ({key:String} = '' OR arrayStringConcat(key, ' / ') = {key:String})
    AND start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
    GROUP BY time
)
WHERE notEmpty(h.1)
ORDER BY time

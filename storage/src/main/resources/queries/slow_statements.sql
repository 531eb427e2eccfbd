-- question: which SQL statements take the most time, and how slow are they
-- param tapset string = pg.query : the tapset whose last key is the normalised statement
-- param host string =  : only this host; empty: all
-- param from time = now-1h : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param resolution number = 0 : seconds per window: 1, 10 or 60; 0: by length and age of the range
-- param limit number = 20 : rows at most
-- column statement : normalised statement
-- column count : executions
-- column p50 : median, ns, within 1.1 %
-- column p99 : 99th percentile, ns, within 1.1 %
-- column total_seconds : time spent in it, from the buckets, within 1.1 %
-- column share : of all time spent in statements, 0 to 1
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
    (b -> multiIf(b <= 1, toFloat64(b), pow(2, (b - 1.5) / 32))) AS middle,
    arrayFirst((b, c) -> c >= ceil(0.5 * arraySum(h.2)), h.1, arrayCumSum(h.2)) AS bucket_p50,
    arrayFirst((b, c) -> c >= ceil(0.99 * arraySum(h.2)), h.1, arrayCumSum(h.2)) AS bucket_p99,
    arraySum((b, c) -> middle(b) * c, h.1, h.2) / 1e9 AS spent
SELECT statement, count, middle(bucket_p50) AS p50, middle(bucket_p99) AS p99, spent AS total_seconds,
    spent / sum(spent) OVER () AS share
FROM
(
    SELECT windows.key[-1] AS statement, sum(count) AS count, sumMap(mapKeys(buckets), mapValues(buckets)) AS h
    FROM windows FINAL
    WHERE resolution = seconds AND tapset = {tapset:String} AND ({host:String} = '' OR host = {host:String})
    AND start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
    GROUP BY statement
)
WHERE notEmpty(h.1)
ORDER BY total_seconds DESC, statement
LIMIT {limit:UInt32}

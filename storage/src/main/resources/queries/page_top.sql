-- question: the page's top table: slowest hosts or keys of a tapset, or the busiest where it has no distribution
-- param tapset string : the tapset
-- param host string =  : only this host; empty: all
-- param key string =  : only this key, its parts joined by U+001F; empty: all
-- param from time = now-15m : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param resolution number = 1 : seconds per window: 1, 10 or 60
-- param by string = key : host or key
-- param limit number = 50 : rows at most
-- column name : the host, or the key with its parts joined by U+001F
-- column records : how many
-- column total : sum of their values
-- column p50 : median, within 1.1 %; 0 without a distribution
-- column p99 : 99th percentile, within 1.1 %; 0 without a distribution
-- column greatest : upper end of the highest bucket; 0 without a distribution
-- cost: windows of one tapset in the range; the page asks every 5 s
--
-- A quantile from buckets: add the counts up by bucket, find the first bucket whose running total reaches
-- rank ceil(q * n), answer its geometric middle 2^((bucket - 1.5) / 32), off by at most 1.1 %.
WITH
    (b -> multiIf(b <= 1, toFloat64(b), pow(2, (b - 1.5) / 32))) AS middle,
    mapKeys(merged) AS numbers,
    arrayCumSum(mapValues(merged)) AS ranks
SELECT
    name, records, total,
    middle(arrayFirst((b, r) -> r >= ceil(0.5 * ranks[-1]), numbers, ranks)) AS p50,
    middle(arrayFirst((b, r) -> r >= ceil(0.99 * ranks[-1]), numbers, ranks)) AS p99,
    if(empty(numbers) OR numbers[-1] = 0, 0, pow(2, (numbers[-1] - 1) / 32)) AS greatest
FROM
(
    SELECT
        if({by:String} = 'host', toString(host), arrayStringConcat(windows.key, '\x1f')) AS name,
        sum(windows.count) AS records,
        sum(windows.sum) AS total,
        sumMap(windows.buckets) AS merged
    FROM windows FINAL
    WHERE resolution = {resolution:UInt32} AND tapset = {tapset:String}
        AND start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
        AND ({host:String} = '' OR host = {host:String})
        AND ({key:String} = '' OR arrayStringConcat(windows.key, '\x1f') = {key:String})
    GROUP BY name
)
ORDER BY p99 DESC, records DESC, name
LIMIT {limit:UInt32}

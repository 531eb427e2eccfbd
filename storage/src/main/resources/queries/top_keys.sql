-- question: which keys of a tapset have the most records, and the greatest total
-- param tapset string : the tapset
-- param host string =  : only this host; empty: all
-- param from time = now-1h : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param resolution number = 0 : seconds per window: 1, 10 or 60; 0: by length and age of the range
-- param limit number = 20 : rows at most
-- column key : key, its parts joined by ' / '
-- column hosts : hosts that have it
-- column unit : unit of total
-- column count : records
-- column share : of all records of the tapset in the range, 0 to 1
-- column total : sum of the values, exact for events and sums, within 1.1 % from a histogram; 0 where only occurrences are counted
-- cost: windows of one tapset in the range; README has measured times
WITH
    -- The finest windows that are still kept and not too many for the range.
    if({resolution:UInt32} > 0, {resolution:UInt32}, multiIf(
        {from:DateTime64(3, 'UTC')} < now() - INTERVAL 14 DAY, 60,
        {to:DateTime64(3, 'UTC')} > {from:DateTime64(3, 'UTC')} + INTERVAL 6 HOUR, 60,
        {from:DateTime64(3, 'UTC')} < now() - INTERVAL 2 DAY, 10,
        {to:DateTime64(3, 'UTC')} > {from:DateTime64(3, 'UTC')} + INTERVAL 15 MINUTE, 10,
        1)) AS seconds,
    (b -> multiIf(b <= 1, toFloat64(b), pow(2, (b - 1.5) / 32))) AS middle
SELECT key, hosts, unit, count, count / sum(count) OVER () AS share,
    if(exact != 0 OR empty(h.1), toFloat64(exact), arraySum((b, c) -> middle(b) * c, h.1, h.2)) AS total
FROM
(
    SELECT arrayStringConcat(windows.key, ' / ') AS key, uniqExact(host) AS hosts, any(windows.unit) AS unit,
        sum(windows.count) AS count, sum(windows.sum) AS exact,
        sumMap(mapKeys(windows.buckets), mapValues(windows.buckets)) AS h
    FROM windows FINAL
    WHERE resolution = seconds AND tapset = {tapset:String} AND ({host:String} = '' OR host = {host:String})
    AND start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
    GROUP BY windows.key
)
ORDER BY count DESC, key
LIMIT {limit:UInt32}

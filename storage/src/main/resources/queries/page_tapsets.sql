-- question: the page's tapset list: what each tapset gave in a range
-- param from time = now-15m : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param resolution number = 10 : seconds per window: 1, 10 or 60
-- column tapset : tapset or script
-- column unit : unit of its values
-- column records : how many
-- column hosts : that gave them
-- column has_values : 1 if its windows carry a distribution
-- cost: windows of all tapsets in the range, without the buckets' counts; the page asks every 5 s
SELECT
    tapset,
    max(windows.unit) AS unit,
    -- Whichever saw more: the coarser windows lag behind in the first minute.
    greatest(sumIf(windows.count, resolution = {resolution:UInt32}), sumIf(windows.count, resolution = 1)) AS records,
    uniqExact(host) AS hosts,
    max(notEmpty(mapKeys(windows.buckets))) AS has_values
FROM windows FINAL
WHERE start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
    AND (resolution = {resolution:UInt32}
        OR resolution = 1 AND start >= {to:DateTime64(3, 'UTC')} - toIntervalSecond(60))
GROUP BY tapset
ORDER BY tapset

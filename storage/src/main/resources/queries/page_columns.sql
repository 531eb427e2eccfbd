-- question: the page's heatmap: records and buckets of a tapset, column by column
-- param tapset string : the tapset
-- param host string =  : only this host; empty: all
-- param key string =  : only this key, its parts joined by U+001F; empty: all
-- param from time = now-15m : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param resolution number = 1 : seconds per window: 1, 10 or 60
-- param step number = 1 : seconds per column, a multiple of resolution
-- column second : start of the column, seconds since 1970
-- column unit : unit of the values
-- column records : how many
-- column total : sum of their values
-- column buckets : count by bucket of the shared layout; empty without a distribution
-- cost: windows of one tapset in the range; the page asks each second for the last 20 s of it
SELECT
    intDiv(toUnixTimestamp(start), {step:UInt32}) * {step:UInt32} AS second,
    max(windows.unit) AS unit,
    sum(windows.count) AS records,
    sum(windows.sum) AS total,
    sumMap(windows.buckets) AS buckets
FROM windows FINAL
WHERE resolution = {resolution:UInt32} AND tapset = {tapset:String}
    AND start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
    AND ({host:String} = '' OR host = {host:String})
    AND ({key:String} = '' OR arrayStringConcat(windows.key, '\x1f') = {key:String})
GROUP BY second
ORDER BY second

-- question: the page's key filter: the busiest keys of a tapset
-- param tapset string : the tapset
-- param from time = now-15m : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param resolution number = 10 : seconds per window: 1, 10 or 60
-- column name : the key, its parts joined by U+001F
-- column records : how many
-- cost: windows of one tapset in the range, without buckets
SELECT arrayStringConcat(windows.key, '\x1f') AS name, sum(windows.count) AS records
FROM windows FINAL
WHERE tapset = {tapset:String}
    AND start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
    AND (resolution = {resolution:UInt32}
        -- What is too young for a window of the coarser resolution.
        OR resolution = 1 AND start >= {to:DateTime64(3, 'UTC')} - toIntervalSecond(60))
GROUP BY name
ORDER BY records DESC, name
LIMIT 200

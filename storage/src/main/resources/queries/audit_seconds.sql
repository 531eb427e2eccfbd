-- question: does the store have, second by second, what the agents say they handed over
-- param from time = now-1h : start of the range, inclusive
-- param to time = now : end of the range, exclusive
-- param settle number = 15 : seconds before the end that may still be on their way
-- column host : host name
-- column tapset : tapset or script
-- column second : wall second
-- column announced : records handed over for it, from the ledger
-- column stored : rows of events, or counts of 1 s windows for tapsets without events
-- column difference : announced - stored
-- column settled : old enough to be judged
-- cost: ledger_seconds, events and 1 s windows of the range; README has measured times
WITH toStartOfSecond({from:DateTime64(3, 'UTC')}) AS since
SELECT host, tapset, second, announced,
    if(sum(rows) OVER (PARTITION BY host, tapset) > 0, rows, counts) AS stored,
    toInt64(announced) - toInt64(stored) AS difference,
    second < {to:DateTime64(3, 'UTC')} - toIntervalSecond({settle:UInt32}) AS settled
FROM
(
    SELECT host, tapset, second, sum(a) AS announced, sum(r) AS rows, sum(c) AS counts
    FROM
    (
        SELECT host, tapset, second, ledger_seconds.records AS a, 0 AS r, 0 AS c FROM ledger_seconds FINAL
        WHERE second >= since AND second < {to:DateTime64(3, 'UTC')}
        UNION ALL
        SELECT host, tapset, toDateTime(time, 'UTC') AS second, 0, count(), 0 FROM events FINAL
        WHERE time >= since AND time < {to:DateTime64(3, 'UTC')}
        GROUP BY host, tapset, second
        UNION ALL
        SELECT host, tapset, start AS second, 0, 0, sum(windows.count) FROM windows FINAL
        WHERE resolution = 1 AND start >= since AND start < {to:DateTime64(3, 'UTC')}
        GROUP BY host, tapset, second
    )
    GROUP BY host, tapset, second
)
ORDER BY host, tapset, second

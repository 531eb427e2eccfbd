-- question: the page's ledger: of what the agents handed over in a few seconds, how much is stored
-- param from time = now-40s : start, inclusive, a whole second
-- param to time = now-30s : end, exclusive, a whole second
-- column tapset : tapset or script
-- column sent : records handed over, by the agents' word
-- column stored : rows of events; for tapsets that keep none, the counts of 1 s windows
-- cost: events and 1 s windows of ten seconds; the page asks every 5 s
SELECT tapset, sum(given) AS sent, if(sum(kept) > 0, sum(kept), sum(counted)) AS stored
FROM
(
    SELECT tapset, sum(records) AS given, 0 AS kept, 0 AS counted
    FROM ledger_seconds FINAL
    WHERE (agent, boot) IN (SELECT agent, boot FROM agents FINAL)
        AND second >= {from:DateTime64(3, 'UTC')} AND second < {to:DateTime64(3, 'UTC')}
    GROUP BY tapset
    UNION ALL
    SELECT tapset, 0, count(), 0
    FROM events FINAL
    WHERE time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}
    GROUP BY tapset
    UNION ALL
    SELECT tapset, 0, 0, sum(windows.count)
    FROM windows FINAL
    WHERE resolution = 1 AND start >= {from:DateTime64(3, 'UTC')} AND start < {to:DateTime64(3, 'UTC')}
    GROUP BY tapset
)
GROUP BY tapset
ORDER BY tapset

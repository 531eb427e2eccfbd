-- question: what is being seen right now: per tapset its hosts, rate, p50, p99 and losses
-- param seconds number = 10 : length of the look back
-- param to time = now : its end
-- column tapset : tapset or script
-- column state : the best state it is in on any host
-- column hosts : hosts that sent records of it
-- column rate : records per second
-- column unit : unit of p50 and p99
-- column p50 : median, within 1.1 %; null where there is no histogram
-- column p99 : 99th percentile, within 1.1 %; null where there is no histogram
-- column lost : records lost in the look back, in the kernel or the agent
-- column lost_total : records lost since the agents' start
-- column detail : what is missing, for tapsets that are not attached
-- cost: 1 s windows and ledger of the look back; README has measured times
--
-- A quantile from buckets: add the counts up by bucket, find the first bucket whose running total reaches
-- rank ceil(q * n), answer its geometric middle 2^((bucket - 1.5) / 32), off by at most 1.1 %.
WITH
    {to:DateTime64(3, 'UTC')} - toIntervalSecond({seconds:UInt32}) AS since,
    arrayFirst((b, c) -> c >= ceil(0.5 * arraySum(h.2)), h.1, arrayCumSum(h.2)) AS bucket_p50,
    arrayFirst((b, c) -> c >= ceil(0.99 * arraySum(h.2)), h.1, arrayCumSum(h.2)) AS bucket_p99,
    (b -> multiIf(b <= 1, toFloat64(b), pow(2, (b - 1.5) / 32))) AS middle
SELECT tapset, state, hosts, count / {seconds:UInt32} AS rate, unit,
    if(empty(h.1), NULL, middle(bucket_p50)) AS p50, if(empty(h.1), NULL, middle(bucket_p99)) AS p99,
    lost, lost_total, detail
FROM
(
    SELECT tapset, any(state) AS state, sum(hosts) AS hosts, sum(count) AS count, max(unit) AS unit,
        sumMap(keys, counts) AS h, sum(lost) AS lost, sum(lost_total) AS lost_total, max(detail) AS detail
    FROM
    (
        SELECT tapset, argMin(tapset_status.state, indexOf(['ATTACHED', 'WAITING', 'FAILED', 'UNSUPPORTED', 'DETACHED'], tapset_status.state)) AS state,
            0 AS hosts, 0 AS count, '' AS unit, [] :: Array(UInt16) AS keys, [] :: Array(UInt64) AS counts,
            0 AS lost, 0 AS lost_total, if(state = 'ATTACHED', '', any(tapset_status.detail)) AS detail
        FROM tapset_status FINAL
        GROUP BY tapset
        UNION ALL
        SELECT tapset, NULL, uniqExact(host), sum(windows.count), any(windows.unit),
            (sumMap(mapKeys(buckets), mapValues(buckets)) AS sums).1, sums.2, 0, 0, ''
        FROM windows FINAL
        WHERE resolution = 1 AND start >= since AND start < {to:DateTime64(3, 'UTC')}
        GROUP BY tapset
        UNION ALL
        SELECT tapset, NULL, 0, 0, '', [], [], sum(new), sum(all), ''
        FROM
        (
            SELECT tapset, (max(arraySum(mapValues(dropped)) + arraySum(mapValues(discarded)) + failed) AS last) - min(arraySum(mapValues(dropped)) + arraySum(mapValues(discarded)) + failed) AS new, last AS all
            FROM ledger FINAL
            WHERE time >= since AND time < {to:DateTime64(3, 'UTC')}
            GROUP BY agent, boot, tapset
        )
        GROUP BY tapset
    )
    GROUP BY tapset
)
ORDER BY tapset

-- question: does every hop have what the hop before it passed on: per agent, its start and tapset
-- param from time = now-1d : agents' starts with an entry since then
-- param to time = now : entries before then
-- column agent : the agent's identity
-- column host : host name
-- column boot : the agent's start
-- column tapset : tapset or script
-- column closed : the script ended in order and everything was flushed
-- column time : of the newest entry
-- column hits : probe hits in the kernel
-- column filtered : turned away by the script itself
-- column dropped : lost in the kernel
-- column dropped_reasons : the same by reason
-- column captured : taken out of the kernel
-- column pending : waiting in the agent
-- column discarded : given up in the agent
-- column discarded_reasons : the same by reason
-- column handed : handed to the publisher
-- column announced : the same, added up from the seconds
-- column acked : acknowledged by Kafka
-- column failed : refused by Kafka
-- column received : taken from Kafka by the stream job, first time
-- column duplicate : seen again and dropped
-- column missing : batches skipped in the sequence
-- column late : stored raw, too late for windows
-- column windowed : added to windows
-- column events : rows of it in events
-- column unseen : what never became a hit, by reason
-- column superseded : the agent has started again since
-- column stopping : the agent's last word was that it stops
-- cost: ledger, ledger_seconds and event counts of the range; README has measured times
SELECT
    l.agent AS agent, l.host AS host, l.boot AS boot, l.tapset AS tapset, l.closed AS closed, l.time AS time,
    l.hits AS hits, l.filtered AS filtered,
    arraySum(mapValues(l.dropped)) AS dropped, l.dropped AS dropped_reasons,
    l.captured AS captured, l.pending AS pending,
    arraySum(mapValues(l.discarded)) AS discarded, l.discarded AS discarded_reasons,
    l.handed AS handed, s.records AS announced, l.acked AS acked, l.failed AS failed,
    h.hop['received'] AS received, h.hop['duplicate'] AS duplicate, h.hop['missing'] AS missing,
    h.hop['late'] AS late, h.hop['windowed'] AS windowed,
    e.rows AS events, l.unseen AS unseen,
    a.agent != '' AND a.boot != l.boot AS superseded, a.boot = l.boot AND a.stopping AS stopping
FROM
(
    SELECT * FROM ledger FINAL
    WHERE time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}
    ORDER BY sequence DESC
    LIMIT 1 BY agent, boot, tapset
) AS l
LEFT JOIN
(
    SELECT agent, boot, tapset, sum(ledger_seconds.records) AS records FROM ledger_seconds FINAL
    GROUP BY agent, boot, tapset
) AS s ON s.agent = l.agent AND s.boot = l.boot AND s.tapset = l.tapset
LEFT JOIN
(
    SELECT agent, boot, tapset, mapFromArrays(groupArray(toString(hops.hop)), groupArray(records)) AS hop
    FROM hops FINAL
    GROUP BY agent, boot, tapset
) AS h ON h.agent = l.agent AND h.boot = l.boot AND h.tapset = l.tapset
LEFT JOIN
(
    SELECT agent, boot, tapset, count() AS rows FROM events FINAL
    WHERE time >= {from:DateTime64(3, 'UTC')} - INTERVAL 1 DAY
    GROUP BY agent, boot, tapset
) AS e ON e.agent = l.agent AND e.boot = l.boot AND e.tapset = l.tapset
LEFT JOIN (SELECT agent, boot, stopping FROM agents FINAL) AS a ON a.agent = l.agent
ORDER BY host, agent, time, boot, tapset

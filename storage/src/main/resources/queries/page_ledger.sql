-- question: the page's ledger: hop by hop and tapset, over the current run of every agent
-- column tapset : tapset or script
-- column hits : probe hits in the kernel
-- column filtered : turned away by the script itself
-- column captured : taken out of the kernel
-- column dropped : lost in the kernel, by reason
-- column pending : waiting in the agent
-- column handed : handed to the publisher
-- column discarded : given up in the agent, by reason
-- column acked : acknowledged by Kafka
-- column failed : refused by Kafka
-- column received : taken from Kafka by the stream job, first time
-- column duplicate : seen again and dropped
-- column missing : records of batches skipped in the sequence
-- column late : stored raw, too late for windows
-- column unseen : what never became a hit, by reason
-- cost: the newest ledger entry per agent and tapset, found by the primary key
SELECT
    said.tapset AS tapset,
    sum(said.hits) AS hits, sum(said.filtered) AS filtered, sum(said.captured) AS captured,
    sumMap(said.dropped) AS dropped, sum(said.pending) AS pending, sum(said.handed) AS handed,
    sumMap(said.discarded) AS discarded, sum(said.acked) AS acked, sum(said.failed) AS failed,
    sum(counted.received) AS received, sum(counted.duplicate) AS duplicate,
    sum(counted.missing) AS missing, sum(counted.late) AS late, sumMap(said.unseen) AS unseen
FROM
(
    SELECT *
    FROM ledger FINAL
    WHERE (agent, boot, tapset, sequence) IN
    (
        SELECT agent, boot, tapset, max(sequence)
        FROM ledger
        WHERE (agent, boot) IN (SELECT agent, boot FROM agents FINAL)
        GROUP BY agent, boot, tapset
    )
) AS said
LEFT JOIN
(
    SELECT
        agent, boot, tapset,
        sumIf(records, hop = 'received') AS received, sumIf(records, hop = 'duplicate') AS duplicate,
        sumIf(records, hop = 'missing') AS missing, sumIf(records, hop = 'late') AS late
    FROM hops FINAL
    GROUP BY agent, boot, tapset
) AS counted ON counted.agent = said.agent AND counted.boot = said.boot AND counted.tapset = said.tapset
GROUP BY said.tapset
ORDER BY tapset

-- The ledger: what each agent says of each script, and what the stream job counted. Kept 30 days, as events
-- are, since it is what they are compared with.

-- One row per ledger entry; counters are cumulative per (agent, boot, tapset), so the one with the greatest
-- sequence tells all. Entries come once a second and differ little: Delta over the counters.
CREATE TABLE IF NOT EXISTS ledger
(
    agent     LowCardinality(String)               CODEC(ZSTD(1)),
    host      LowCardinality(String)               CODEC(ZSTD(1)),
    boot      Int64                                CODEC(ZSTD(1)),
    tapset    LowCardinality(String)               CODEC(ZSTD(1)),
    sequence  UInt64                               CODEC(Delta(8), ZSTD(1)),
    time      DateTime64(9, 'UTC')                 CODEC(Delta(8), ZSTD(1)),
    closed    Bool                                 CODEC(ZSTD(1)),
    hits      UInt64                               CODEC(Delta(8), ZSTD(1)),
    filtered  UInt64                               CODEC(Delta(8), ZSTD(1)),
    captured  UInt64                               CODEC(Delta(8), ZSTD(1)),
    pending   UInt64                               CODEC(ZSTD(1)),
    handed    UInt64                               CODEC(Delta(8), ZSTD(1)),
    acked     UInt64                               CODEC(Delta(8), ZSTD(1)),
    failed    UInt64                               CODEC(Delta(8), ZSTD(1)),
    dropped   Map(LowCardinality(String), UInt64)  CODEC(ZSTD(1)),
    discarded Map(LowCardinality(String), UInt64)  CODEC(ZSTD(1)),
    unseen    Map(LowCardinality(String), UInt64)  CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (agent, boot, tapset, sequence)
TTL toDateTime(time) + INTERVAL 30 DAY;

-- Increments: records handed over per wall second. What is stored for a second is compared with their sum.
CREATE TABLE IF NOT EXISTS ledger_seconds
(
    agent    LowCardinality(String)  CODEC(ZSTD(1)),
    host     LowCardinality(String)  CODEC(ZSTD(1)),
    boot     Int64                   CODEC(ZSTD(1)),
    tapset   LowCardinality(String)  CODEC(ZSTD(1)),
    second   DateTime('UTC')         CODEC(Delta(4), ZSTD(1)),
    sequence UInt64                  CODEC(Delta(8), ZSTD(1)),
    records  UInt64                  CODEC(T64, ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (agent, boot, tapset, second, sequence)
TTL second + INTERVAL 30 DAY;

-- What the stream job counted per agent, script and hop: cumulative, the greatest stands.
CREATE TABLE IF NOT EXISTS hops
(
    agent   LowCardinality(String)  CODEC(ZSTD(1)),
    host    LowCardinality(String)  CODEC(ZSTD(1)),
    boot    Int64                   CODEC(ZSTD(1)),
    tapset  LowCardinality(String)  CODEC(ZSTD(1)),
    hop     LowCardinality(String)  CODEC(ZSTD(1)),
    records UInt64                  CODEC(ZSTD(1)),
    time    DateTime64(3, 'UTC')    CODEC(Delta(8), ZSTD(1))
)
ENGINE = ReplacingMergeTree(records)
ORDER BY (agent, boot, tapset, hop)
TTL toDateTime(time) + INTERVAL 30 DAY;

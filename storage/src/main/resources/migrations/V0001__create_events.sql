-- Raw events. Kept 30 days.
--
-- ORDER BY: questions name a tapset, often a host, and a range of time; the rest of the key is the row's
-- identity (agent, boot, tapset, sequence, row), so that a replayed batch replaces its rows by themselves
-- (ReplacingMergeTree, read with FINAL). The primary index stops after time: the rest never narrows.
-- PARTITION BY day: TTL drops whole parts and rewrites none; FINAL merges within a day only, because the
-- time is part of the identity.
-- Codecs: see the README's table of bytes per row.
CREATE TABLE IF NOT EXISTS events
(
    time     DateTime64(9, 'UTC')                         CODEC(Delta(8), ZSTD(1)),
    host     LowCardinality(String)                       CODEC(ZSTD(1)),
    tapset   LowCardinality(String)                       CODEC(ZSTD(1)),
    key      Array(LowCardinality(String))                CODEC(ZSTD(1)),
    value    Int64                                        CODEC(T64, ZSTD(1)),
    unit     LowCardinality(String)                       CODEC(ZSTD(1)),
    comm     LowCardinality(String)                       CODEC(ZSTD(1)),
    pid      UInt32                                       CODEC(ZSTD(1)),
    tid      UInt32                                       CODEC(ZSTD(1)),
    cpu      UInt16                                       CODEC(T64, ZSTD(1)),
    numbers  Map(LowCardinality(String), Int64)           CODEC(ZSTD(1)),
    texts    Map(LowCardinality(String), String)          CODEC(ZSTD(1)),
    agent    LowCardinality(String)                       CODEC(ZSTD(1)),
    boot     Int64                                        CODEC(ZSTD(1)),
    sequence UInt64                                       CODEC(Delta(8), ZSTD(1)),
    row      UInt32                                       CODEC(Delta(4), ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(time)
PRIMARY KEY (tapset, host, time)
ORDER BY (tapset, host, time, agent, boot, sequence, row)
TTL toDateTime(time) + INTERVAL 30 DAY
SETTINGS ttl_only_drop_parts = 1;

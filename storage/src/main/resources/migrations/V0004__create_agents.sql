-- What agents last said of themselves and of their scripts: one row each, the newest stands. Small, kept
-- for good.
CREATE TABLE IF NOT EXISTS agents
(
    agent     LowCardinality(String),
    host      LowCardinality(String),
    boot      Int64,
    time      DateTime64(9, 'UTC'),
    kernel    LowCardinality(String),
    cpus      UInt32,
    rss_bytes UInt64,
    cpu_nanos UInt64,
    stopping  Bool
)
ENGINE = ReplacingMergeTree(time)
ORDER BY agent;

CREATE TABLE IF NOT EXISTS tapset_status
(
    agent  LowCardinality(String),
    host   LowCardinality(String),
    boot   Int64,
    tapset LowCardinality(String),
    state  LowCardinality(String),
    detail String,
    probes UInt32,
    time   DateTime64(9, 'UTC')
)
ENGINE = ReplacingMergeTree(time)
ORDER BY (agent, tapset);

-- Window statistics, at three resolutions: 1 s kept 2 days, 10 s kept 14 days, 60 s kept 400 days.
--
-- A row is cumulative for its window: when the job emits the window again, with more in it or after a
-- restart, the row with the greatest count stands (ReplacingMergeTree(count), read with FINAL).
-- ORDER BY: every question names a resolution and mostly a tapset. unit is a property of the tapset and so
-- not part of the identity.
-- PARTITION BY: a day, for 60 s windows a month, so that 400 days are 14 partitions. Both are functions of
-- the sorting key, so FINAL merges within a partition only, and TTL drops whole parts.
CREATE TABLE IF NOT EXISTS windows
(
    resolution UInt16                          CODEC(ZSTD(1)),
    start      DateTime('UTC')                 CODEC(Delta(4), ZSTD(1)),
    tapset     LowCardinality(String)          CODEC(ZSTD(1)),
    host       LowCardinality(String)          CODEC(ZSTD(1)),
    key        Array(LowCardinality(String))   CODEC(ZSTD(1)),
    unit       LowCardinality(String)          CODEC(ZSTD(1)),
    count      UInt64                          CODEC(T64, ZSTD(1)),
    sum        Int64                           CODEC(T64, ZSTD(1)),
    buckets    Map(UInt16, UInt64)             CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(count)
PARTITION BY (resolution, if(resolution = 60, toStartOfMonth(start), toDate(start)))
ORDER BY (resolution, tapset, host, start, key)
TTL start + INTERVAL 2 DAY DELETE WHERE resolution = 1,
    start + INTERVAL 14 DAY DELETE WHERE resolution = 10,
    start + INTERVAL 400 DAY DELETE WHERE resolution = 60
SETTINGS ttl_only_drop_parts = 1;

-- One row per series and hour, for questions over months; kept for good.
--
-- Fed from the 60 s rows as they are inserted, and idempotent like them: the roll-up does not add what
-- arrives, it keeps per minute the greatest count, so that a window emitted twice counts once.
-- minutes: minute of the hour -> (count, sum) of the row with the greatest count.
-- buckets: minute * 4096 + bucket -> greatest count. To merge hours or minutes, add up by bucket:
--   sumMap(mapApply((k, v) -> (bitAnd(k, 4095), v), buckets)).
CREATE TABLE IF NOT EXISTS windows_hourly
(
    hour    DateTime('UTC')                                                             CODEC(Delta(4), ZSTD(1)),
    tapset  LowCardinality(String)                                                      CODEC(ZSTD(1)),
    host    LowCardinality(String)                                                      CODEC(ZSTD(1)),
    key     Array(LowCardinality(String))                                               CODEC(ZSTD(1)),
    unit    SimpleAggregateFunction(any, LowCardinality(String))                        CODEC(ZSTD(1)),
    minutes SimpleAggregateFunction(maxMap, Map(UInt8, Tuple(count UInt64, sum Int64))) CODEC(ZSTD(3)),
    buckets SimpleAggregateFunction(maxMap, Map(UInt32, UInt64))                        CODEC(ZSTD(3))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYear(hour)
ORDER BY (tapset, host, hour, key);

-- As its definer, because who inserts may not read.
CREATE MATERIALIZED VIEW IF NOT EXISTS windows_to_hourly TO windows_hourly
DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
    toStartOfHour(start) AS hour,
    tapset,
    host,
    key,
    any(unit) AS unit,
    maxMap(map(toUInt8(toMinute(start)), CAST((count, sum), 'Tuple(count UInt64, sum Int64)'))) AS minutes,
    maxMap(CAST(mapApply((k, v) -> (toUInt32(toMinute(start) * 4096 + k), v), buckets), 'Map(UInt32, UInt64)')) AS buckets
FROM windows
WHERE resolution = 60
GROUP BY hour, tapset, host, key;

package io.tapline.cli.up;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code up} was asked for.
 *
 * @param data the data folder
 * @param pagePort port of the page on 127.0.0.1
 * @param time how long to run, or empty for until Ctrl-C
 * @param tapsets names joined by commas, or {@code default}
 * @param agent whether this host is traced
 * @param clickhouse an outside store's HTTP address instead of the embedded one
 * @param credentials the outside store's accounts
 * @param kafka outside bootstrap servers instead of the embedded broker
 * @param flink an outside cluster's REST address instead of the embedded job
 */
public record UpSettings(
    Path data,
    int pagePort,
    Optional<Duration> time,
    String tapsets,
    boolean agent,
    Optional<String> clickhouse,
    Optional<Path> credentials,
    Optional<String> kafka,
    Optional<String> flink) {}

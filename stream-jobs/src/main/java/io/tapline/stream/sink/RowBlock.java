package io.tapline.stream.sink;

/**
 * Encoded rows of one table, on their way to the sink.
 *
 * @param table whose rows they are
 * @param rows how many
 * @param rowBinary the rows, back to back; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; copying megabytes would buy nothing.
public record RowBlock(Table table, int rows, byte[] rowBinary) {}

/**
 * Rows of the store's tables and their encoders to ClickHouse's RowBinary. Imports nothing of ours:
 * a row does not know its engine, and the record types of the wire are turned into rows by the
 * jobs.
 */
@NullMarked
package io.tapline.storage.row;

import org.jspecify.annotations.NullMarked;

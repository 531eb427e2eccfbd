/**
 * What the job counts of itself: batches first seen, seen again and never seen; records by hop.
 *
 * <p>Pure: imports the JDK only, never Flink.
 */
@NullMarked
package io.tapline.stream.ledger;

import org.jspecify.annotations.NullMarked;

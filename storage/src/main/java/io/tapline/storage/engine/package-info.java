/**
 * The engine behind the shelf: one contract, spoken to a ClickHouse server or to the embedded
 * engine through the official client. The only room that imports the driver. Imports nothing of
 * ours.
 */
@NullMarked
package io.tapline.storage.engine;

import org.jspecify.annotations.NullMarked;

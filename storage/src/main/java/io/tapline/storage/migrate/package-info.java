/** The schema's history, forward only. Imports {@code storage.engine} and {@code storage.row}. */
@NullMarked
package io.tapline.storage.migrate;

import org.jspecify.annotations.NullMarked;

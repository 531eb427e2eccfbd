/**
 * ClickHouse inside a small JVM of its own: fetching the engine's library, hosting it as an
 * unprivileged user, and owning that process. Imports {@code storage.engine} and, here only,
 * jnr-ffi.
 */
@NullMarked
package io.tapline.storage.engine.embedded;

import org.jspecify.annotations.NullMarked;

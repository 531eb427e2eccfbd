/**
 * This machine, as far as {@code up} depends on it: rights, kernel files, disk, ports, users.
 * Imports {@code outcome} only.
 */
@NullMarked
package io.tapline.cli.host;

import org.jspecify.annotations.NullMarked;

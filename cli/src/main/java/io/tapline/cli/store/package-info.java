/**
 * Finding and asking the store. Imports {@code output} and {@code outcome}, and storage's rooms.
 */
@NullMarked
package io.tapline.cli.store;

import org.jspecify.annotations.NullMarked;

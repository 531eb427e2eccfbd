/**
 * The whole line in one place: data folder, start order, supervision, live table, clean stop.
 * Imports {@code host}, {@code process}, {@code output}, {@code store}, {@code outcome}.
 */
@NullMarked
package io.tapline.cli.up;

import org.jspecify.annotations.NullMarked;

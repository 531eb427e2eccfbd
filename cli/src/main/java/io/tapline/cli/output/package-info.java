/**
 * What a person or a program reads: tables, JSON, CSV, units and the terminal. Imports {@code
 * outcome} only.
 */
@NullMarked
package io.tapline.cli.output;

import org.jspecify.annotations.NullMarked;

/**
 * One class per command: options in, outcome out. Imports all other rooms of {@code cli}; nothing
 * but {@code cli} imports it.
 */
@NullMarked
package io.tapline.cli.command;

import org.jspecify.annotations.NullMarked;

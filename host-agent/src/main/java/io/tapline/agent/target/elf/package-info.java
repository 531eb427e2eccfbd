/**
 * A bounds-checked reader of 64-bit little-endian ELF files: whatever the bytes, a value or a
 * located error. Imports target.
 */
@NullMarked
package io.tapline.agent.target.elf;

import org.jspecify.annotations.NullMarked;

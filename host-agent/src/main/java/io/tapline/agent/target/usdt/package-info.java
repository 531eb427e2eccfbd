/**
 * USDT probes from the notes of SystemTap's version 3 in an ELF file. Imports probe, target and
 * target.elf.
 */
@NullMarked
package io.tapline.agent.target.usdt;

import org.jspecify.annotations.NullMarked;

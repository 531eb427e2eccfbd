/**
 * Symbols of running programs: what a process has mapped, the symbol tables of its files and of
 * their debug files, and what its just-in-time compiler writes down. Imports target.elf,
 * target.symbol, target.demangle and order.
 */
@NullMarked
package io.tapline.agent.target.process;

import org.jspecify.annotations.NullMarked;

/**
 * Names for numbers that the kernel hands out: system calls and block devices. Imports nothing of
 * ours.
 */
@NullMarked
package io.tapline.agent.target.symbol;

import org.jspecify.annotations.NullMarked;

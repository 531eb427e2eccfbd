/**
 * How long x86-64 instructions are and which of them the kernel traces cheaply. Pure: bytes in,
 * numbers out.
 */
@NullMarked
package io.tapline.agent.target.x86;

import org.jspecify.annotations.NullMarked;

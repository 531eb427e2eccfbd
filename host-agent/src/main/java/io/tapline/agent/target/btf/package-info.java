/**
 * A lazy, bounds-checked reader of the kernel's BTF: type names, member offsets, arguments of raw
 * tracepoints. Imports target.
 */
@NullMarked
package io.tapline.agent.target.btf;

import org.jspecify.annotations.NullMarked;

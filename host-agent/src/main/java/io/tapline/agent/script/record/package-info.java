/**
 * Types and constants that scripts name but do not define word by word: C definitions of the script,
 * the kernel's BTF, names such as {@code uint8}. Imports script.source, script.type, script.ast,
 * target.
 */
@NullMarked
package io.tapline.agent.script.record;

import org.jspecify.annotations.NullMarked;

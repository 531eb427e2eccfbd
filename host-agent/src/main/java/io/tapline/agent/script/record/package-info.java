/**
 * What a script's C declarations, the kernel's BTF and the language's own words make of a name: a
 * type with its layout, or a constant. Imports script.source, script.ast, script.type, target,
 * target.btf, target.read and target.symbol.
 */
@NullMarked
package io.tapline.agent.script.record;

import org.jspecify.annotations.NullMarked;

/**
 * The functions of the language, one class each, or one for a family. Imports the other script
 * rooms (of check what functions ask of lowering), probe and target.
 */
@NullMarked
package io.tapline.agent.script.function;

import org.jspecify.annotations.NullMarked;

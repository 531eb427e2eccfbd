/**
 * The tree as written to the tree that is checked: imports, the standard library, macros, what the
 * command line says, and what is known before anything runs. Imports script.source, script.ast,
 * script.parse and script.config.
 */
@NullMarked
package io.tapline.agent.script.expand;

import org.jspecify.annotations.NullMarked;

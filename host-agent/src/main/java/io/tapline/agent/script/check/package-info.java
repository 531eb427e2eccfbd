/**
 * Tree to checked script, one pass per class; Checker lists them. Imports the other script rooms,
 * probe and target.
 */
@NullMarked
package io.tapline.agent.script.check;

import org.jspecify.annotations.NullMarked;

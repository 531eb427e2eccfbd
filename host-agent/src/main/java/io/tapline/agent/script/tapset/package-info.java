/** The library of scripts with documentation. Imports name. */
@NullMarked
package io.tapline.agent.script.tapset;

import org.jspecify.annotations.NullMarked;

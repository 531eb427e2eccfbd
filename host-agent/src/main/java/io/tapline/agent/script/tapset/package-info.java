/** The library of scripts with documentation. Imports nothing of ours. */
@NullMarked
package io.tapline.agent.script.tapset;

import org.jspecify.annotations.NullMarked;

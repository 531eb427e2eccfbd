/** What a script is told from outside: settings, and what stands after it on the command line. */
@NullMarked
package io.tapline.agent.script.config;

import org.jspecify.annotations.NullMarked;

/** How a command ends: exit codes and failures with a remedy. Imports nothing of ours. */
@NullMarked
package io.tapline.cli.outcome;

import org.jspecify.annotations.NullMarked;

/** The agent as a process: sessions, epochs, the ledger. Imports every other room of the agent. */
@NullMarked
package io.tapline.agent.runtime;

import org.jspecify.annotations.NullMarked;

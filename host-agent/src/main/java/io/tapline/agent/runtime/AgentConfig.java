package io.tapline.agent.runtime;

import java.nio.file.Path;
import java.util.List;

/**
 * What an agent is told at its start.
 *
 * @param kafka bootstrap servers
 * @param state folder for what must outlive the process: the agent's identity
 * @param tapsets names of what to run
 */
public record AgentConfig(String kafka, Path state, List<String> tapsets) {
  public AgentConfig {
    tapsets = List.copyOf(tapsets);
  }
}

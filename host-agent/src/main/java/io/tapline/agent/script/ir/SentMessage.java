package io.tapline.agent.script.ir;

import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * One kind of record that programs put into the ring for the host to act on.
 *
 * @param id index among the script's messages
 * @param types of the values it carries
 */
public record SentMessage(int id, Message message, List<Type> types) {
  public SentMessage {
    types = List.copyOf(types);
  }
}

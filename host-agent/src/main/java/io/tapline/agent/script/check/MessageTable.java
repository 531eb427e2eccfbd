package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The script's messages, numbered in the order of their first lowering. */
final class MessageTable {
  private final Map<Key, Integer> ids = new HashMap<>();

  private record Key(Message message, SourceRange range, List<Type> types) {}

  /** The number of a message; the same message from the same place with the same types has one. */
  int id(Message message, SourceRange range, List<Type> types) {
    return ids.computeIfAbsent(new Key(message, range, types), k -> ids.size());
  }
}

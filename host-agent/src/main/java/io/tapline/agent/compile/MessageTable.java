package io.tapline.agent.compile;

import io.tapline.agent.event.EventLayout;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.SentMessage;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The messages of a script: those that it sends, then those of helpers that fail, numbered as
 * programs ask for them.
 */
final class MessageTable {
  /** What the host is told of a helper's answer. */
  private static final Type.Int ANSWER = new Type.Int(Integer.BYTES, true);

  private final int firstId;
  private final List<MessageLayout> layouts = new ArrayList<>();
  private final Map<Integer, MessageLayout> byMessage = new HashMap<>();
  private final Map<Message, MessageLayout> failures = new LinkedHashMap<>();

  /**
   * @param messages those that are sent at all
   * @param firstId what the first message's records carry
   */
  MessageTable(List<SentMessage> messages, int firstId) {
    this.firstId = firstId;
    messages.forEach(
        message -> byMessage.put(message.id(), add(message.message(), message.types())));
  }

  /** The bytes of a message by its number among the script's. */
  MessageLayout layout(int id) {
    return Objects.requireNonNull(byMessage.get(id), "never sent");
  }

  /** Whether the message of a number is sent at all. */
  boolean isSent(int id) {
    return byMessage.containsKey(id);
  }

  /** The bytes of a message about a helper: its answer. */
  MessageLayout failure(Message.HelperFailed message) {
    return failures.computeIfAbsent(message, m -> add(m, List.of(ANSWER)));
  }

  /** All so far, by id. */
  List<MessageLayout> layouts() {
    return List.copyOf(layouts);
  }

  private MessageLayout add(Message message, List<Type> types) {
    List<Integer> offsets =
        Storage.offsets(types).stream().map(o -> EventLayout.FIELDS_OFFSET + o).toList();
    int bytes = EventLayout.FIELDS_OFFSET + Storage.tupleBytes(types);
    int id = firstId + layouts.size();
    MessageLayout layout =
        new MessageLayout(id, message, types, offsets, Storage.roundUp(bytes, Long.BYTES));
    layouts.add(layout);
    return layout;
  }
}

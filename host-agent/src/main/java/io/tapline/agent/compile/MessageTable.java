package io.tapline.agent.compile;

import io.tapline.agent.event.EventLayout;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.SentMessage;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of a script: those that it sends, then those of helpers that fail, numbered as
 * programs ask for them.
 */
final class MessageTable {
  /** What the host is told of a helper's answer. */
  private static final Type.Int ANSWER = new Type.Int(Integer.BYTES, true);

  private final int firstId;
  private final List<MessageLayout> layouts = new ArrayList<>();
  private final Map<Message, MessageLayout> failures = new LinkedHashMap<>();

  /**
   * @param firstId what the first message's records carry
   */
  MessageTable(List<SentMessage> messages, int firstId) {
    this.firstId = firstId;
    messages.forEach(message -> layouts.add(layout(message)));
  }

  /** The bytes of a message by its number among the script's. */
  MessageLayout layout(int id) {
    return layouts.get(id);
  }

  /** The bytes of a message about a helper: its answer. */
  MessageLayout failure(Message.HelperFailed message) {
    return failures.computeIfAbsent(
        message,
        m -> {
          MessageLayout layout = layout(new SentMessage(layouts.size(), m, List.of(ANSWER)));
          layouts.add(layout);
          return layout;
        });
  }

  /** All so far, by id. */
  List<MessageLayout> layouts() {
    return List.copyOf(layouts);
  }

  private MessageLayout layout(SentMessage message) {
    List<Integer> offsets =
        Storage.offsets(message.types()).stream().map(o -> EventLayout.FIELDS_OFFSET + o).toList();
    int end = EventLayout.FIELDS_OFFSET + Storage.tupleBytes(message.types());
    return new MessageLayout(
        firstId + message.id(),
        message.message(),
        message.types(),
        offsets,
        Storage.roundUp(end, Long.BYTES));
  }
}

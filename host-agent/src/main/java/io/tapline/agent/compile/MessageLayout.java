package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * The bytes of one kind of message in the ring: the header of {@code EventLayout}, then the values
 * as {@code Storage} says; but of a text what lies behind its NUL may be anything.
 *
 * @param id what the header carries
 * @param message what the host does
 * @param types of the values, in order
 * @param offsets of the values, from the record's start
 * @param sizeBytes of the whole record, a multiple of 8
 */
public record MessageLayout(
    int id, Message message, List<Type> types, List<Integer> offsets, int sizeBytes) {
  public MessageLayout {
    types = List.copyOf(types);
    offsets = List.copyOf(offsets);
  }
}

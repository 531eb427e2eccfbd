package io.tapline.agent.trace;

import io.tapline.agent.trace.output.DecodedValue;
import java.util.List;

/** What is done for one kind of message. */
@FunctionalInterface
interface MessageAction {
  /** Does it; the values are the message's, copied out of the ring. */
  void run(List<DecodedValue> values);
}

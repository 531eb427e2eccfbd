package io.tapline.agent.trace.output;

import java.util.List;
import java.util.Optional;

/**
 * A key of a map with what was gathered under it.
 *
 * @param bytes of the key without its bucket
 * @param key its parts
 */
record MapRow(String bytes, List<DecodedValue> key, Tally tally) {

  /** The key as it is shown: a tuple of its parts where there are several. */
  Optional<DecodedValue> shownKey() {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(key.size() == 1 ? key.get(0) : new DecodedValue.Tuple(key));
  }
}

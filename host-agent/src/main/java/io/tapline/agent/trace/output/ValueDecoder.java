package io.tapline.agent.trace.output;

import io.tapline.agent.compile.MessageLayout;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads values as {@code Storage} lays them out. Not thread-safe if the names are not. */
public final class ValueDecoder {
  private final HostNames names;
  private final ScriptConfig config;

  public ValueDecoder(HostNames names, ScriptConfig config) {
    this.names = names;
    this.config = config;
  }

  /**
   * Reads one value.
   *
   * @param bytes in native byte order; read by index
   * @param offset where it begins
   */
  public DecodedValue decode(Type type, ByteBuffer bytes, int offset) {
    throw new UnsupportedOperationException("values are read in the next commit");
  }

  /** Reads all values of a message from its record. */
  public List<DecodedValue> decode(MessageLayout layout, ByteBuffer record) {
    List<DecodedValue> values = new ArrayList<>(layout.types().size());
    for (int i = 0; i < layout.types().size(); i++) {
      values.add(decode(layout.types().get(i), record, layout.offsets().get(i)));
    }
    return values;
  }
}

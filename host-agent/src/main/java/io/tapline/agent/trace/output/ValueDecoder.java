package io.tapline.agent.trace.output;

import io.tapline.agent.compile.MessageLayout;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values as {@code Storage} lays them out: one reader per kind of type. Not thread-safe if
 * the names are not.
 */
public final class ValueDecoder {
  private final Map<Class<? extends Type>, ValueReader<Type>> readers = new HashMap<>();

  public ValueDecoder(HostNames names, ScriptConfig config) {
    ScalarReaders.register(this, names);
    TextReaders.register(this, names, config);
    CompositeReaders.register(this);
  }

  <T extends Type> void register(Class<T> kind, ValueReader<T> reader) {
    readers.put(kind, (type, bytes, offset) -> reader.read(kind.cast(type), bytes, offset));
  }

  /**
   * Reads one value.
   *
   * @param bytes in native byte order; read by index
   * @param offset where it begins
   */
  public DecodedValue decode(Type type, ByteBuffer bytes, int offset) {
    ValueReader<Type> reader = readers.get(type.getClass());
    return reader == null ? new DecodedValue.Nothing() : reader.read(type, bytes, offset);
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

package io.tapline.stream.type;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint remembers of a {@link RecordSerializer}: its class and the version it wrote. A
 * later build reads any older version and refuses a newer one.
 *
 * @param <T> what the serializer writes
 */
public final class RecordSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int SNAPSHOT_VERSION = 1;

  private @Nullable RecordSerializer<T> serializer;
  private int version;

  /** For Flink, which reads the rest. */
  public RecordSerializerSnapshot() {}

  RecordSerializerSnapshot(RecordSerializer<T> serializer) {
    this.serializer = serializer;
    this.version = serializer.version();
  }

  @Override
  public int getCurrentVersion() {
    return SNAPSHOT_VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(known().getClass().getName());
    out.writeInt(version);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader loader)
      throws IOException {
    Class<RecordSerializer<T>> type = InstantiationUtil.resolveClassByName(in, loader);
    serializer = InstantiationUtil.instantiate(type);
    version = in.readInt();
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return version == known().version() ? known() : new OlderVersion<>(known(), version);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!(old instanceof RecordSerializerSnapshot<T> before)
        || before.known().getClass() != known().getClass()
        || before.version > version) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return before.version == version
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }

  private RecordSerializer<T> known() {
    if (serializer == null) {
      throw new IllegalStateException("snapshot was not read yet");
    }
    return serializer;
  }

  /** Reads what an older build wrote; only ever reads. */
  private static final class OlderVersion<T> extends RecordSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final RecordSerializer<T> current;
    private final int version;

    OlderVersion(RecordSerializer<T> current, int version) {
      this.current = current;
      this.version = version;
    }

    @Override
    protected int version() {
      return version;
    }

    @Override
    protected void write(T value, DataOutputView out) {
      throw new UnsupportedOperationException("version " + version + " is only read");
    }

    @Override
    protected T read(int readVersion, DataInputView in) throws IOException {
      return current.read(readVersion, in);
    }
  }
}

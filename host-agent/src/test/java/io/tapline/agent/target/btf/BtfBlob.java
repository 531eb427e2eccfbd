package io.tapline.agent.target.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds small BTF blobs, type by type. */
public final class BtfBlob {
  private static final int HEADER_BYTES = 24;
  private static final List<BtfKind> KINDS = List.of(BtfKind.values());

  private final ByteArrayOutputStream types = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

  public BtfBlob() {
    strings.write(0);
  }

  public int name(String text) {
    int offset = strings.size();
    strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    strings.write(0);
    return offset;
  }

  /** Adds a type; ids count from 1 in order. */
  public BtfBlob type(BtfKind kind, int name, int vlen, int sizeOrType, int... extra) {
    return typeWithFlag(kind, false, name, vlen, sizeOrType, extra);
  }

  public BtfBlob typeWithFlag(
      BtfKind kind, boolean flag, int name, int vlen, int sizeOrType, int... extra) {
    word(name);
    word(KINDS.indexOf(kind) << 24 | vlen | (flag ? 1 << 31 : 0));
    word(sizeOrType);
    for (int word : extra) {
      word(word);
    }
    return this;
  }

  public byte[] bytes() {
    ByteBuffer blob =
        ByteBuffer.allocate(HEADER_BYTES + types.size() + strings.size())
            .order(ByteOrder.LITTLE_ENDIAN);
    blob.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(HEADER_BYTES);
    blob.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
    blob.put(types.toByteArray()).put(strings.toByteArray());
    return blob.array();
  }

  private void word(int value) {
    types.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }
}

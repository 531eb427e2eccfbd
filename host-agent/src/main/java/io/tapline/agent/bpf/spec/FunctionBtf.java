package io.tapline.agent.bpf.spec;

import io.tapline.agent.bpf.insn.Function;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The BTF that the kernel wants for a program with functions that helpers call
 * (Documentation/bpf/btf.rst), and which function begins where.
 *
 * <pre>
 *   1      INT "int", 4 bytes, signed
 *   2      FUNC_PROTO without parameters, returns type 1
 *   3...   FUNC of type 2, static, one per function
 * </pre>
 */
public final class FunctionBtf {
  /** Bytes of a struct bpf_func_info: u32 slot, u32 type id. */
  public static final int INFO_BYTES = 8;

  private static final int MAGIC = 0xeb9f;
  private static final int HEADER_BYTES = 24;
  private static final int TYPE_BYTES = 12;
  private static final int KIND_INT = 1 << 24;
  private static final int KIND_FUNC = 12 << 24;
  private static final int KIND_FUNC_PROTO = 13 << 24;
  private static final int INT_SIGNED = 1 << 24;
  private static final int INT_TYPE = 1;
  private static final int PROTO_TYPE = 2;
  private static final int FIRST_FUNCTION = 3;

  private FunctionBtf() {}

  /** The types, in native byte order. */
  public static byte[] types(List<Function> functions) {
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    strings.write(0);
    int intName = add(strings, "int");
    int types = TYPE_BYTES + Integer.BYTES + TYPE_BYTES + TYPE_BYTES * functions.size();
    ByteBuffer body = ByteBuffer.allocate(types).order(ByteOrder.nativeOrder());
    body.putInt(intName).putInt(KIND_INT).putInt(Integer.BYTES).putInt(INT_SIGNED | Integer.SIZE);
    body.putInt(0).putInt(KIND_FUNC_PROTO).putInt(INT_TYPE);
    for (Function function : functions) {
      body.putInt(add(strings, function.name())).putInt(KIND_FUNC).putInt(PROTO_TYPE);
    }
    ByteBuffer blob =
        ByteBuffer.allocate(HEADER_BYTES + types + strings.size()).order(ByteOrder.nativeOrder());
    blob.putShort((short) MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER_BYTES);
    blob.putInt(0).putInt(types).putInt(types).putInt(strings.size());
    return blob.put(body.array()).put(strings.toByteArray()).array();
  }

  /** One struct bpf_func_info per function, in native byte order. */
  public static byte[] infos(List<Function> functions) {
    ByteBuffer infos =
        ByteBuffer.allocate(functions.size() * INFO_BYTES).order(ByteOrder.nativeOrder());
    for (int i = 0; i < functions.size(); i++) {
      infos.putInt(functions.get(i).slot()).putInt(FIRST_FUNCTION + i);
    }
    return infos.array();
  }

  private static int add(ByteArrayOutputStream strings, String name) {
    int offset = strings.size();
    strings.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    strings.write(0);
    return offset;
  }
}

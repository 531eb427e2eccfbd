package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * {@code pton("127.0.0.1")}, {@code pton("::1")}: the 4 or 16 bytes of an address that is known
 * when the script is compiled, in network order.
 */
final class PtonFunction implements Function {
  private static final Type.Int BYTE = new Type.Int(1, false);

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    if (!(arguments.value(0) instanceof Value.TextConstant text)) {
      throw arguments.fail("pton() expects an string literal at the first argument");
    }
    String written = text.text();
    if (!written.contains(".") && !written.contains(":")) {
      throw arguments.fail(
          "pton() expects an string argument of an IPv4/IPv6 address, got " + written);
    }
    byte[] bytes =
        AddressText.parse(written)
            .orElseThrow(
                () -> arguments.fail("pton() expects a valid IPv4/IPv6 address, got " + written));
    return constant(bytes);
  }

  /** An array whose bytes are known, as numbers that have these bytes in memory. */
  private static Value constant(byte[] bytes) {
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Type array = new Type.Array(BYTE, bytes.length);
    if (bytes.length == Integer.BYTES) {
      Value number = new Value.Constant(Type.UINT64, Integer.toUnsignedLong(words.getInt(0)));
      return new Value.Call(Intrinsic.NUMBER_TO_BYTES, List.of(number), array);
    }
    List<Value> halves =
        List.of(
            new Value.Constant(Type.UINT64, words.getLong(0)),
            new Value.Constant(Type.UINT64, words.getLong(Long.BYTES)));
    Type.Tuple pair = new Type.Tuple(List.of(Type.UINT64, Type.UINT64));
    return new Value.Retype(new Value.TupleOf(halves, pair), array);
  }

  /** Texts of internet addresses. */
  private static final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    static Optional<byte[]> parse(String text) {
      return text.contains(":") ? version6(text) : version4(text);
    }

    /** Four decimal numbers, without what inet_aton(3) takes besides. */
    private static Optional<byte[]> version4(String text) {
      String[] parts = text.split("\\.", -1);
      byte[] bytes = new byte[4];
      if (parts.length != bytes.length) {
        return Optional.empty();
      }
      for (int i = 0; i < parts.length; i++) {
        if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
          return Optional.empty();
        }
        bytes[i] = (byte) Integer.parseInt(parts[i]);
      }
      return Optional.of(bytes);
    }

    /**
     * Eight groups of RFC 4291, section 2.2; {@code ::} stands for as many zeros as are missing.
     */
    private static Optional<byte[]> version6(String text) {
      int gap = text.indexOf("::");
      if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
        return Optional.empty();
      }
      Optional<byte[]> head = groups(gap < 0 ? text : text.substring(0, gap));
      Optional<byte[]> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
      if (head.isEmpty() || tail.isEmpty()) {
        return Optional.empty();
      }
      int length = head.get().length + tail.get().length;
      int whole = 2 * GROUPS;
      if (gap < 0 ? length != whole : length > whole - 2) {
        return Optional.empty();
      }
      byte[] bytes = new byte[whole];
      System.arraycopy(head.get(), 0, bytes, 0, head.get().length);
      int tailAt = whole - tail.get().length;
      System.arraycopy(tail.get(), 0, bytes, tailAt, tail.get().length);
      return Optional.of(bytes);
    }

    private static Optional<byte[]> groups(String text) {
      if (text.isEmpty()) {
        return Optional.of(new byte[0]);
      }
      ByteBuffer bytes = ByteBuffer.allocate(2 * GROUPS + 4);
      String[] parts = text.split(":", -1);
      for (int i = 0; i < parts.length; i++) {
        boolean last = i == parts.length - 1;
        if (parts.length > GROUPS) {
          return Optional.empty();
        } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
          bytes.putShort((short) Integer.parseInt(parts[i], 16));
        } else if (last && version4(parts[i]).isPresent()) {
          bytes.put(version4(parts[i]).get());
        } else {
          return Optional.empty();
        }
      }
      byte[] found = new byte[bytes.position()];
      bytes.flip().get(found);
      return Optional.of(found);
    }
  }
}

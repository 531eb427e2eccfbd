package io.tapline.agent.trace.output;

import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;

/** Readers of what lies in a register elsewhere. */
final class ScalarReaders {
  private ScalarReaders() {}

  static void register(ValueDecoder decoder, HostNames names) {
    decoder.register(Type.Int.class, (type, bytes, at) -> integer(names, type, bytes, at));
    decoder.register(
        Type.Bool.class, (type, bytes, at) -> new DecodedValue.Bool(bytes.get(at) != 0));
    decoder.register(Type.Enumeration.class, ScalarReaders::enumeration);
    decoder.register(Type.Pointer.class, (type, bytes, at) -> pointer(bytes.getLong(at)));
    decoder.register(
        Type.KernelSymbol.class,
        (type, bytes, at) -> new DecodedValue.Text(names.kernelSymbol(bytes.getLong(at))));
    decoder.register(
        Type.CgroupPath.class,
        (type, bytes, at) ->
            new DecodedValue.Text(names.cgroupPath(bytes.getLong(at), type.filter())));
  }

  /** The number at a place, extended to 64 bits as its type says. */
  static long number(Type.Int type, ByteBuffer bytes, int offset) {
    return switch (type.sizeBytes()) {
      case Byte.BYTES -> type.signed() ? bytes.get(offset) : Byte.toUnsignedLong(bytes.get(offset));
      case Short.BYTES ->
          type.signed() ? bytes.getShort(offset) : Short.toUnsignedLong(bytes.getShort(offset));
      case Integer.BYTES ->
          type.signed() ? bytes.getInt(offset) : Integer.toUnsignedLong(bytes.getInt(offset));
      default -> bytes.getLong(offset);
    };
  }

  /** A number as its type shows it. */
  static DecodedValue shown(Type.Int type, long number) {
    return type.signed() ? new DecodedValue.Signed(number) : new DecodedValue.Unsigned(number);
  }

  private static DecodedValue integer(
      HostNames names, Type.Int type, ByteBuffer bytes, int offset) {
    long number = number(type, bytes, offset);
    return switch (type.rendering()) {
      case NUMBER -> shown(type, number);
      case SYSCALL -> new DecodedValue.Text(names.syscall(number));
      case DEVICE -> new DecodedValue.Text(names.device(number));
      case PROBE -> new DecodedValue.Text(names.probe(number));
      case USER -> new DecodedValue.Text(names.user(number));
      case ERROR -> new DecodedValue.Text(names.error(number));
      case SIGNAL -> new DecodedValue.Text(names.signal(number));
    };
  }

  private static DecodedValue enumeration(Type.Enumeration type, ByteBuffer bytes, int offset) {
    return named(type, number(type.number(), bytes, offset));
  }

  /** A value of an enumeration; the number itself where it has no name. */
  static DecodedValue named(Type.Enumeration type, long number) {
    String name = type.names().get(number);
    if (name != null) {
      return new DecodedValue.Named(ByteText.of(name), number);
    }
    // Without their sign, as the kernel of bpftrace's rule: enumerations are unsigned there.
    int above = Long.SIZE - type.number().sizeBytes() * Byte.SIZE;
    long unsigned = number << above >>> above;
    return new DecodedValue.Named(Long.toUnsignedString(unsigned), unsigned);
  }

  private static DecodedValue pointer(long address) {
    return new DecodedValue.Named("0x" + Long.toHexString(address), address);
  }
}

package io.tapline.agent.target.btf;

import io.tapline.agent.target.read.MalformedInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The raw types of a BTF blob, by id (Documentation/bpf/btf.rst).
 *
 * <pre>
 *   header  0 magic u16  2 version u8  3 flags u8  4 hdr_len  8 type_off  12 type_len
 *           16 str_off  20 str_len                       offsets from the header's end
 *   type    0 name_off u32    4 info u32: vlen 0..15, kind 24..28, kind_flag 31    8 size or type
 *           12 what the kind needs
 * </pre>
 *
 * One pass finds where each type begins and that it lies within bounds; nothing else is read before
 * it is asked for.
 */
final class TypeTable {
  private static final int MAGIC = 0xeb9f;
  private static final int HEADER_BYTES = 24;
  static final int TYPE_BYTES = 12;
  private static final int VLEN_MASK = 0xffff;
  private static final int KIND_SHIFT = 24;
  private static final int KIND_MASK = 0x1f;

  private final String source;
  private final ByteBuffer bytes;
  private final int stringsAt;
  private final int stringsLength;
  private final int[] starts;

  /** Made at the first question; whoever makes it first makes the same. */
  private volatile int @Nullable [][] idsByKind;

  private TypeTable(
      String source, ByteBuffer bytes, int stringsAt, int stringsLength, int[] starts) {
    this.source = source;
    this.bytes = bytes;
    this.stringsAt = stringsAt;
    this.stringsLength = stringsLength;
    this.starts = starts;
  }

  static TypeTable read(String source, ByteBuffer blob) throws MalformedInputException {
    ByteBuffer bytes = blob.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() < HEADER_BYTES || Short.toUnsignedInt(bytes.getShort(0)) != MAGIC) {
      throw MalformedInputException.at(source, 0, "not BTF of a little-endian kernel");
    }
    int end = section(source, bytes, 4, 0, bytes.getInt(4), "header");
    int typesAt = section(source, bytes, 8, end, bytes.getInt(8), "types");
    int typesEnd = section(source, bytes, 12, typesAt, bytes.getInt(12), "types");
    int stringsAt = section(source, bytes, 16, end, bytes.getInt(16), "strings");
    int stringsEnd = section(source, bytes, 20, stringsAt, bytes.getInt(20), "strings");
    int[] starts = starts(source, bytes, typesAt, typesEnd);
    return new TypeTable(source, bytes, stringsAt, stringsEnd - stringsAt, starts);
  }

  /** Sum of two offsets, checked against the blob's end. */
  private static int section(
      String source, ByteBuffer bytes, int at, int start, int length, String what)
      throws MalformedInputException {
    if (length < 0 || length > bytes.capacity() - start) {
      throw MalformedInputException.at(source, at, what + " run past the end of the BTF");
    }
    return start + length;
  }

  private static int[] starts(String source, ByteBuffer bytes, int from, int end)
      throws MalformedInputException {
    // Id 0 is void and has no bytes. A type takes twelve bytes at least, so this is enough room.
    int[] starts = new int[(end - from) / TYPE_BYTES + 1];
    int count = 1;
    int at = from;
    while (at < end) {
      // A method of its own, so that a cold machine has it compiled after some hundred types.
      int next = next(source, bytes, at, end);
      starts[count++] = at;
      at = next;
    }
    return Arrays.copyOf(starts, count);
  }

  private static int next(String source, ByteBuffer bytes, int at, int end)
      throws MalformedInputException {
    if (end - at < TYPE_BYTES) {
      throw MalformedInputException.at(source, at, "type runs past the end of the types");
    }
    int info = bytes.getInt(at + 4);
    int kind = info >>> KIND_SHIFT & KIND_MASK;
    if (!BtfKind.known(kind)) {
      throw MalformedInputException.at(source, at + 4L, "type of an unknown kind: kind=" + kind);
    }
    int size = TYPE_BYTES + BtfKind.of(kind).extraBytes(info & VLEN_MASK);
    if (size > end - at) {
      throw MalformedInputException.at(source, at, "type runs past the end of the types");
    }
    return at + size;
  }

  /** Ids go from 1 to this, exclusive. */
  int count() {
    return starts.length;
  }

  BtfKind kind(int id) throws MalformedInputException {
    return id == 0 ? BtfKind.VOID : BtfKind.of(info(id) >>> KIND_SHIFT & KIND_MASK);
  }

  int vlen(int id) throws MalformedInputException {
    return id == 0 ? 0 : info(id) & VLEN_MASK;
  }

  /** Of a struct: whether member offsets carry bit field sizes. */
  boolean flag(int id) throws MalformedInputException {
    return info(id) < 0;
  }

  String name(int id) throws MalformedInputException {
    return id == 0 ? "" : string(word(id, 0));
  }

  /** Whether the type has this name; without making a string. */
  boolean named(int id, byte[] wanted) throws MalformedInputException {
    return stringIs(word(id, 0), wanted);
  }

  /** Whether the string at that offset is this; without making one. */
  boolean stringIs(int offset, byte[] wanted) {
    if (offset < 0 || offset >= stringsLength || wanted.length >= stringsLength - offset) {
      return false;
    }
    int at = stringsAt + offset;
    for (int i = 0; i < wanted.length; i++) {
      if (bytes.get(at + i) != wanted[i]) {
        return false;
      }
    }
    return bytes.get(at + wanted.length) == 0;
  }

  /** Id of the first type of that kind and name. */
  OptionalInt find(BtfKind kind, String name) throws MalformedInputException {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (int id : ids(kind)) {
      if (named(id, wanted)) {
        return OptionalInt.of(id);
      }
    }
    return OptionalInt.empty();
  }

  /** Ids of the types of a kind, in order. */
  int[] ids(BtfKind kind) {
    int[][] known = idsByKind;
    if (known == null) {
      known = listKinds();
      idsByKind = known;
    }
    return known[kind.number()];
  }

  private int[][] listKinds() {
    int kinds = BtfKind.values().length;
    int[] counts = new int[kinds];
    for (int id = 1; id < starts.length; id++) {
      counts[kindNumber(id)]++;
    }
    int[][] ids = new int[kinds][];
    for (int kind = 0; kind < kinds; kind++) {
      ids[kind] = new int[counts[kind]];
    }
    int[] filled = new int[kinds];
    for (int id = 1; id < starts.length; id++) {
      int kind = kindNumber(id);
      ids[kind][filled[kind]++] = id;
    }
    return ids;
  }

  private int kindNumber(int id) {
    return bytes.getInt(starts[id] + 4) >>> KIND_SHIFT & KIND_MASK;
  }

  /** Size in bytes, or the id of the type it refers to: the third word. */
  int sizeOrType(int id) throws MalformedInputException {
    return id == 0 ? 0 : word(id, 8);
  }

  /** A word behind the common twelve bytes; the first pass has checked that it is there. */
  int extra(int id, int offset) throws MalformedInputException {
    return word(id, TYPE_BYTES + offset);
  }

  String string(int offset) throws MalformedInputException {
    if (offset < 0 || offset >= stringsLength) {
      throw MalformedInputException.at(source, stringsAt, "name is outside the strings");
    }
    int start = stringsAt + offset;
    int end = start;
    while (end < stringsAt + stringsLength && bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - start];
    bytes.get(start, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  MalformedInputException malformed(int id, String problem) {
    int at = id > 0 && id < starts.length ? starts[id] : 0;
    return MalformedInputException.at(source, at, problem + ": type=" + id);
  }

  private int info(int id) throws MalformedInputException {
    return word(id, 4);
  }

  private int word(int id, int offset) throws MalformedInputException {
    if (id <= 0 || id >= starts.length) {
      throw malformed(id, "there is no such type");
    }
    return bytes.getInt(starts[id] + offset);
  }
}

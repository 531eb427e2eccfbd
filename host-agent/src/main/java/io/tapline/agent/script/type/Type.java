package io.tapline.agent.script.type;

import java.util.List;
import java.util.stream.Collectors;

/** What a value can be. {@code toString} is what messages call it. */
public sealed interface Type {

  /** A signed 64-bit number. */
  Int INT64 = new Int(8, true, Rendering.NUMBER);

  /** An unsigned 64-bit number. */
  Int UINT64 = new Int(8, false, Rendering.NUMBER);

  /** An unsigned 32-bit number. */
  Int UINT32 = new Int(4, false, Rendering.NUMBER);

  /** How a number is shown to people. */
  enum Rendering {
    /** In decimal. */
    NUMBER,
    /** As a system call's name. */
    SYSCALL,
    /** As a disk's name. */
    DEVICE
  }

  /** Which memory an address is in: reading it takes different helpers. */
  enum AddressSpace {
    USER,
    KERNEL
  }

  /**
   * A number.
   *
   * @param sizeBytes 1, 2, 4 or 8
   */
  record Int(int sizeBytes, boolean signed, Rendering rendering) implements Type {
    public Int {
      if (sizeBytes != 1 && sizeBytes != 2 && sizeBytes != 4 && sizeBytes != 8) {
        throw new IllegalArgumentException("not a size of integers: sizeBytes=" + sizeBytes);
      }
    }

    /** A plain number of that size. */
    public Int(int sizeBytes, boolean signed) {
      this(sizeBytes, signed, Rendering.NUMBER);
    }

    @Override
    public String toString() {
      return switch (rendering) {
        case NUMBER -> (signed ? "int" : "uint") + sizeBytes * 8;
        case SYSCALL -> "syscall";
        case DEVICE -> "device";
      };
    }
  }

  /**
   * Text of at most so many bytes, the rest of its buffer zero.
   *
   * @param sizeBytes the buffer; a NUL ends the text before, if there is one
   */
  record Text(int sizeBytes) implements Type {
    @Override
    public String toString() {
      return "string[" + sizeBytes + "]";
    }
  }

  /** Bytes of the traced record without further meaning. */
  record Bytes(int sizeBytes) implements Type {
    @Override
    public String toString() {
      return "bytes[" + sizeBytes + "]";
    }
  }

  /**
   * An internet address in network order.
   *
   * @param sizeBytes 4 or 16
   */
  record Address(int sizeBytes) implements Type {
    @Override
    public String toString() {
      return sizeBytes == 4 ? "inet4" : "inet6";
    }
  }

  /** Where something is in memory. */
  record Pointer(AddressSpace space) implements Type {
    @Override
    public String toString() {
      return space == AddressSpace.USER ? "user pointer" : "kernel pointer";
    }
  }

  /** An inline array of numbers. */
  record Array(Int element, int length) implements Type {
    @Override
    public String toString() {
      return element + "[" + length + "]";
    }
  }

  /** Several values as one. */
  record Tuple(List<Type> elements) implements Type {
    public Tuple {
      elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
      return elements.stream().map(Type::toString).collect(Collectors.joining(", ", "(", ")"));
    }
  }
}

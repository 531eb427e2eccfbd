package io.tapline.agent.script.type;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    DEVICE,
    /** As a probe's full name: an index of the script's table of names. */
    PROBE,
    /** As the name of the user with that id. */
    USER,
    /** As words for an error number. */
    ERROR,
    /** As words for a signal. */
    SIGNAL
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
        case PROBE -> "probe";
        case USER -> "username";
        case ERROR -> "strerror";
        case SIGNAL -> "signal_name";
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

  /** An internet address whose family is known only when it is read: see {@link Storage}. */
  record Inet() implements Type {
    @Override
    public String toString() {
      return "inet";
    }
  }

  /** A hardware address of six bytes. */
  record Mac() implements Type {
    @Override
    public String toString() {
      return "mac_address";
    }
  }

  /** Bytes read from memory, with how many there are: see {@link Storage}. */
  record Buffer(int maxBytes) implements Type {
    @Override
    public String toString() {
      return "buffer[" + maxBytes + "]";
    }
  }

  /** Nothing: what a call without a value has. */
  record None() implements Type {
    @Override
    public String toString() {
      return "void";
    }
  }

  /** True or false; one byte, 1 or 0. */
  record Bool() implements Type {
    @Override
    public String toString() {
      return "bool";
    }
  }

  /**
   * A number with names for some of its values.
   *
   * @param name without the word enum
   * @param names by value; equality is by {@code name} only
   */
  record Enumeration(String name, Int number, Map<Long, String> names) implements Type {
    public Enumeration {
      names = Map.copyOf(names);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Enumeration e && e.name.equals(name) && e.number.equals(number);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return "enum " + name;
    }
  }

  /**
   * Where something is in memory.
   *
   * @param target what is there; {@link None} when that is not known
   */
  record Pointer(Type target, AddressSpace space) implements Type {
    /** An address of nothing known. */
    public Pointer(AddressSpace space) {
      this(new None(), space);
    }

    @Override
    public String toString() {
      return target + " *";
    }
  }

  /** An inline array. */
  record Array(Type element, int length) implements Type {
    @Override
    public String toString() {
      return element + "[" + length + "]";
    }
  }

  /** A struct or union of C. */
  @SuppressWarnings("JavaLangClash") // Always written Type.Record, as all types are.
  record Record(RecordDefinition definition) implements Type {
    @Override
    public String toString() {
      return definition.name();
    }
  }

  /**
   * Addresses of calls: an id under which the frames are kept in a map of their own, see {@link
   * Storage}.
   *
   * @param user the program's calls, or the kernel's
   * @param mode how frames are shown
   * @param frames most that are kept
   */
  record Stack(boolean user, StackMode mode, int frames) implements Type {
    @Override
    public String toString() {
      return user ? "ustack" : "kstack";
    }
  }

  /** How a stack's frames are shown. */
  enum StackMode {
    /** {@code name+offset}. */
    BPFTRACE,
    /** {@code address name+offset (file)}. */
    PERF,
    /** {@code address}. */
    RAW
  }

  /** An address that is shown as the kernel's symbol. */
  record KernelSymbol() implements Type {
    @Override
    public String toString() {
      return "ksym_t";
    }
  }

  /** An address that is shown as a program's symbol: see {@link Storage}. */
  record UserSymbol() implements Type {
    @Override
    public String toString() {
      return "usym_t";
    }
  }

  /**
   * A moment that is shown in words.
   *
   * @param clock what the nanoseconds count
   * @param format of strftime(3)
   */
  record Timestamp(Clock clock, String format) implements Type {
    @Override
    public String toString() {
      return "timestamp";
    }
  }

  /** Clocks of the kernel. */
  enum Clock {
    MONOTONIC,
    BOOT,
    TAI
  }

  /**
   * A control group's id that is shown as its path.
   *
   * @param filter which hierarchies are looked at, a glob; empty for all
   */
  record CgroupPath(String filter) implements Type {
    @Override
    public String toString() {
      return "cgroup_path_t";
    }
  }

  /**
   * Several values as one.
   *
   * @param names one per element, or none
   */
  record Tuple(List<Type> elements, List<String> names) implements Type {
    public Tuple {
      elements = List.copyOf(elements);
      names = List.copyOf(names);
      if (!names.isEmpty() && names.size() != elements.size()) {
        throw new IllegalArgumentException(
            "names for some elements only: elements=" + elements + " names=" + names);
      }
    }

    /** Values without names. */
    public Tuple(List<Type> elements) {
      this(elements, List.of());
    }

    @Override
    public String toString() {
      if (names.isEmpty()) {
        return elements.stream().map(Type::toString).collect(Collectors.joining(",", "(", ")"));
      }
      return IntStream.range(0, names.size())
          .mapToObj(i -> "." + names.get(i) + " = " + elements.get(i))
          .collect(Collectors.joining(", ", "record { ", " }"));
    }
  }
}

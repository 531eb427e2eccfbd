package io.tapline.agent.target.symbol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kernel's functions by their addresses, from {@code /proc/kallsyms}: those of its modules and
 * of BPF programs are among them, as they are when they are read. Immutable; about 4 MB for 100,000
 * symbols.
 *
 * <p>Of several names of one address the last is shown; bpftrace shows any of them, depending on
 * how many programs are loaded.
 */
public final class KernelSymbols {
  /** No symbols. */
  public static final KernelSymbols NONE = new KernelSymbols(new long[0], new int[0], new byte[0]);

  private static final Path FILE = Path.of("/proc/kallsyms");
  private static final String DATA = "bBdDrR";
  private static final int FIRST_CAPACITY = 1 << 17;

  private final long[] addresses;
  private final int[] names;
  private final byte[] text;

  private KernelSymbols(long[] addresses, int[] names, byte[] text) {
    this.addresses = addresses;
    this.names = names;
    this.text = text;
  }

  private static KernelSymbols of(Reader reader) {
    Integer[] order = new Integer[reader.size];
    Arrays.setAll(order, i -> i);
    // Stable, and fast because the kernel has sorted all but the modules'.
    Arrays.sort(order, (a, b) -> Long.compareUnsigned(reader.addresses[a], reader.addresses[b]));
    long[] addresses = new long[reader.size];
    int[] names = new int[reader.size];
    for (int i = 0; i < order.length; i++) {
      addresses[i] = reader.addresses[order[i]];
      names[i] = reader.names[order[i]];
    }
    return new KernelSymbols(addresses, names, Arrays.copyOf(reader.text, reader.textSize));
  }

  /**
   * Reads this kernel's symbols; without the right to see addresses there are none.
   *
   * @throws IOException when the file cannot be read
   */
  public static KernelSymbols read() throws IOException {
    try (InputStream in = Files.newInputStream(FILE)) {
      return read(in);
    }
  }

  /** Reads lines of {@code ADDRESS TYPE NAME [MODULE]}; others are skipped. */
  static KernelSymbols read(InputStream in) throws IOException {
    Reader reader = new Reader();
    reader.read(in);
    return of(reader);
  }

  /** How many functions there are. */
  public int size() {
    return addresses.length;
  }

  /** The function that begins at or nearest before an address; empty before the first. */
  public Optional<Symbol> at(long address) {
    int low = 0;
    int high = addresses.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(addresses[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0
        ? Optional.empty()
        : Optional.of(new Symbol(name(low - 1), address - addresses[low - 1], ""));
  }

  private String name(int index) {
    int end = names[index];
    while (text[end] != 0) {
      end++;
    }
    return new String(text, names[index], end - names[index], StandardCharsets.UTF_8);
  }

  /** Fills arrays from the text, byte by byte: there are 10 MB of it. */
  private static final class Reader {
    private long[] addresses = new long[FIRST_CAPACITY];
    private int[] names = new int[FIRST_CAPACITY];
    private byte[] text = new byte[FIRST_CAPACITY * 24];
    private int size;
    private int textSize;

    void read(InputStream in) throws IOException {
      byte[] buffer = new byte[1 << 16];
      int kept = 0;
      for (int read = in.read(buffer);
          read >= 0;
          read = in.read(buffer, kept, buffer.length - kept)) {
        int end = kept + read;
        int start = 0;
        for (int i = kept; i < end; i++) {
          if (buffer[i] == '\n') {
            line(buffer, start, i);
            start = i + 1;
          }
        }
        // A line that fills the buffer is none of the kernel's.
        kept = start == 0 && end == buffer.length ? 0 : end - start;
        System.arraycopy(buffer, start, buffer, 0, kept);
      }
    }

    private void line(byte[] line, int start, int end) {
      long address = 0;
      int at = start;
      for (; at < end && line[at] != ' '; at++) {
        int digit = Character.digit(line[at], 16);
        if (digit < 0 || at - start == 16) {
          return;
        }
        address = address << 4 | digit;
      }
      int name = at + 3;
      if (address == 0 || name >= end || DATA.indexOf(line[at + 1]) >= 0) {
        return;
      }
      int stop = name;
      while (stop < end && line[stop] != '\t' && line[stop] != ' ') {
        stop++;
      }
      add(address, line, name, stop - name);
    }

    private void add(long address, byte[] line, int name, int length) {
      if (size == addresses.length) {
        addresses = Arrays.copyOf(addresses, size * 2);
        names = Arrays.copyOf(names, size * 2);
      }
      if (textSize + length + 1 > text.length) {
        text = Arrays.copyOf(text, text.length * 2 + length);
      }
      addresses[size] = address;
      names[size++] = textSize;
      System.arraycopy(line, name, text, textSize, length);
      textSize += length + 1;
    }
  }
}

package io.tapline.agent.target.host;

import io.tapline.agent.target.ProbeCatalog.BinarySymbol;
import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.elf.ElfFunction;
import io.tapline.agent.target.elf.ElfSegment;
import io.tapline.agent.target.elf.ElfSymbol;
import io.tapline.agent.target.process.DebugFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions of a binary, those in its debug file first. */
final class BinaryFunctions implements AutoCloseable {
  private static final Pattern ROOT_OF_PROCESS = Pattern.compile("(/proc/\\d+/root)(/.*)");

  private static final String PART = ".part.";

  private final ElfFile elf;
  private final @Nullable ElfFile debug;

  private BinaryFunctions(ElfFile elf, @Nullable ElfFile debug) {
    this.elf = elf;
    this.debug = debug;
  }

  static BinaryFunctions open(Path binary, DebugFiles debugFiles) throws IOException {
    ElfFile elf = ElfFile.open(binary);
    try {
      return new BinaryFunctions(elf, debugFile(binary, elf, debugFiles));
    } catch (IOException | RuntimeException e) {
      elf.close();
      throw e;
    }
  }

  private static @Nullable ElfFile debugFile(Path binary, ElfFile elf, DebugFiles debugFiles)
      throws IOException {
    Path absolute = binary.toAbsolutePath().normalize();
    Matcher ofProcess = ROOT_OF_PROCESS.matcher(absolute.toString());
    boolean elsewhere = ofProcess.matches();
    Path root = Path.of(elsewhere ? ofProcess.group(1) : "/");
    String name = elsewhere ? ofProcess.group(2) : absolute.toString();
    Optional<Path> file = debugFiles.of(elf, root, name);
    try {
      return file.isPresent() ? ElfFile.open(file.get()) : null;
    } catch (IOException e) {
      // What is damaged is as good as not there: the binary itself tells something too.
      return null;
    }
  }

  /**
   * Functions that pass, by name; of several with the same name the first. Pieces that the compiler
   * split off a function are left out, as bpftrace does.
   */
  Collection<ElfFunction> matching(Predicate<String> name) throws IOException {
    TreeMap<String, ElfFunction> found = new TreeMap<>();
    if (debug != null) {
      debug.functions(f -> add(f, name, found));
    }
    elf.functions(f -> add(f, name, found));
    return found.values();
  }

  private static void add(
      ElfFunction function, Predicate<String> name, Map<String, ElfFunction> found) {
    if (!function.name().contains(PART)
        && !found.containsKey(function.name())
        && name.test(function.name())) {
      found.put(function.name(), function);
    }
  }

  Optional<ElfFunction> find(String name) throws IOException {
    Optional<ElfFunction> inDebugFile = debug == null ? Optional.empty() : debug.function(name);
    return inDebugFile.isPresent() ? inDebugFile : elf.function(name);
  }

  /** The function that an address lies in. */
  Optional<ElfFunction> at(long address) throws IOException {
    Optional<ElfFunction> inDebugFile =
        debug == null ? Optional.empty() : debug.functionAt(address);
    return inDebugFile.isPresent() ? inDebugFile : elf.functionAt(address);
  }

  /** A function or variable, by its name; empty when neither file knows it. */
  Optional<BinarySymbol> symbol(String name) throws IOException {
    Optional<ElfSymbol> found = elf.find(name);
    if (found.isEmpty() && debug != null) {
      found = debug.find(name);
    }
    return found.map(s -> new BinarySymbol(s.address(), s.sizeBytes()));
  }

  /** Where in the file code is; empty when the address is not in code that the file holds. */
  Optional<Long> fileOffset(long address) {
    return elf.segment(address)
        .filter(ElfSegment::executable)
        .map(segment -> segment.fileOffset(address));
  }

  /** Code from an address on, as many bytes of it as the file has. */
  byte[] code(long address, int length) throws IOException {
    Optional<ElfSegment> segment = elf.segment(address).filter(ElfSegment::executable);
    if (segment.isEmpty()) {
      return new byte[0];
    }
    long left = segment.get().address() + segment.get().fileSize() - address;
    byte[] code = new byte[(int) Math.min(length, left)];
    elf.bytes(segment.get().fileOffset(address), code.length).get(0, code);
    return code;
  }

  @Override
  public void close() throws IOException {
    try {
      if (debug != null) {
        debug.close();
      }
    } finally {
      elf.close();
    }
  }
}

package io.tapline.cli.up;

import io.tapline.agent.kernel.sys.BpfObjectKind;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The programs, maps and links that a process holds, by the numbers the kernel gave them. Numbers
 * are not given twice in a while, so others' objects that come and go meanwhile do not matter.
 */
record HeldBpfObjects(List<Held> objects) {
  private static final Map<String, BpfObjectKind> FIELDS =
      Map.of(
          "prog_id:", BpfObjectKind.PROGRAM,
          "map_id:", BpfObjectKind.MAP,
          "link_id:", BpfObjectKind.LINK);

  /** One of them. */
  record Held(BpfObjectKind kind, int id) {}

  /** Reads proc(5)'s fdinfo of every descriptor. */
  static HeldBpfObjects of(long pid) throws IOException {
    List<Held> objects = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fdinfo"))) {
      for (Path descriptor : descriptors.toList()) {
        for (String line : lines(descriptor)) {
          String[] words = line.split("\\s+", 2);
          BpfObjectKind kind = FIELDS.get(words[0]);
          if (kind != null) {
            objects.add(new Held(kind, Integer.parseInt(words[1].strip())));
          }
        }
      }
    }
    return new HeldBpfObjects(List.copyOf(objects));
  }

  /** How many of a kind. */
  long count(BpfObjectKind kind) {
    return objects.stream().filter(held -> held.kind() == kind).count();
  }

  /** Those that the kernel still has. */
  List<Held> alive() throws SystemCallException {
    BpfSyscall bpf = new BpfSyscall(LibC.load());
    List<Held> alive = new ArrayList<>();
    for (Held held : objects) {
      if (bpf.nextId(held.kind(), held.id() - 1) == held.id()) {
        alive.add(held);
      }
    }
    return alive;
  }

  private static List<String> lines(Path descriptor) throws IOException {
    try {
      return Files.readAllLines(descriptor);
    } catch (NoSuchFileException e) {
      return List.of(); // closed since it was listed
    }
  }
}

package io.tapline.agent.target.process;

import io.tapline.agent.target.elf.ElfFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of code that processes share: each is read once, the least recently used are forgotten. Not
 * thread-safe.
 */
final class ModuleCache {
  private static final int CAPACITY = 256;
  private static final int KERNEL_CODE_LIMIT = 1 << 20;

  private final Path proc;
  private final DebugFiles debugFiles;
  private final Map<Key, Module> modules =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Module> eldest) {
          return size() > CAPACITY;
        }
      };

  /** A file as all processes have it. */
  private record Key(String device, long inode, String name) {}

  /**
   * @param proc /proc
   * @param debugFiles finds what was stripped
   */
  ModuleCache(Path proc, DebugFiles debugFiles) {
    this.proc = proc;
    this.debugFiles = debugFiles;
  }

  /** The module that a process has mapped there; one without functions if it cannot be read. */
  Module of(int process, Mapping mapping) {
    return modules.computeIfAbsent(
        new Key(mapping.device(), mapping.inode(), mapping.name()),
        key -> mapping.isKernelCode() ? kernelCode() : read(process, mapping));
  }

  private Module read(int process, Mapping mapping) {
    Path folder = proc.resolve(Integer.toString(process));
    Path root = folder.resolve("root");
    Path own =
        folder
            .resolve("map_files")
            .resolve(Long.toHexString(mapping.start()) + "-" + Long.toHexString(mapping.end()));
    Path named = root.resolve(Path.of("/").relativize(Path.of(mapping.name())));
    // The mapping's own link works for deleted files and in any container, but wants rights; when
    // the process has ended, its files may still be where this host has them.
    for (Path file : List.of(own, named, Path.of(mapping.name()))) {
      if (Files.isReadable(file)) {
        try {
          return Module.read(file, debugFiles, root, mapping.name());
        } catch (IOException e) {
          // No ELF file, or a damaged one.
          return Module.UNREADABLE;
        }
      }
    }
    return Module.UNREADABLE;
  }

  /** The vdso is the same in every process: our own is read. */
  private Module kernelCode() {
    try {
      for (Mapping mapping : ProcessMaps.read(proc.resolve("self/maps"))) {
        long size = mapping.end() - mapping.start();
        if (mapping.isKernelCode() && size > 0 && size <= KERNEL_CODE_LIMIT) {
          byte[] bytes = new byte[(int) size];
          try (RandomAccessFile memory =
              new RandomAccessFile(proc.resolve("self/mem").toFile(), "r")) {
            memory.seek(mapping.start());
            memory.readFully(bytes);
          }
          try (ElfFile elf = ElfFile.of("[vdso]", bytes)) {
            return Module.of(elf);
          }
        }
      }
    } catch (IOException e) {
      // Without it those few functions have no names.
      return Module.UNREADABLE;
    }
    return Module.UNREADABLE;
  }
}

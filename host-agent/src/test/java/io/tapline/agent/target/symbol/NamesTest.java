package io.tapline.agent.target.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamesTest {
  @Test
  void namesSystemCallsOldNewAndUnknown() {
    SyscallNames names = SyscallNames.load();
    assertThat(names.name(0)).isEqualTo("read");
    assertThat(names.name(110)).isEqualTo("getppid");
    assertThat(names.name(321)).isEqualTo("bpf");
    assertThat(names.name(469)).isEqualTo("file_setattr");
    assertThat(names.name(100_000)).isEqualTo("syscall_100000");
    assertThat(names.name(-1)).isEqualTo("syscall_-1");
    assertThat(names.size()).isGreaterThan(370);
  }

  @Test
  void namesDevicesByTheKernelsNumber(@TempDir Path folder) throws IOException {
    Files.createSymbolicLink(folder.resolve("254:3"), Path.of("../../devices/block/vda/vda3"));
    DeviceNames names = new DeviceNames(folder);
    assertThat(names.name(254L << 20 | 3)).isEqualTo("vda3");
    assertThat(names.name(8L << 20 | 1)).isEqualTo("8:1");
    // It was plugged in: what was not there is not remembered as missing.
    Files.createSymbolicLink(folder.resolve("8:1"), Path.of("../../devices/block/sda/sda1"));
    assertThat(names.name(8L << 20 | 1)).isEqualTo("sda1");
  }
}

package io.tapline.agent.target.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
  @Test
  void readsAFileWithBlanksInItsName() {
    Mapping mapping =
        Mapping.parse(
                "7ffff7a44000-7ffff7b9a000 r-xp 00026000 fe:00 339380                     /a b (deleted)")
            .orElseThrow();
    assertThat(mapping)
        .isEqualTo(
            new Mapping(
                0x7ffff7a44000L,
                0x7ffff7b9a000L,
                true,
                0x26000,
                "fe:00",
                339380,
                "/a b (deleted)"));
    assertThat(mapping.contains(0x7ffff7a44000L)).isTrue();
    assertThat(mapping.contains(0x7ffff7b9a000L)).isFalse();
    assertThat(mapping.isFile()).isTrue();
  }

  @Test
  void knowsWhatIsNoFile() {
    Mapping anonymous =
        Mapping.parse("ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0").orElseThrow();
    assertThat(anonymous.isFile()).isFalse();
    assertThat(anonymous.contains(0xffffffffff600010L)).isTrue();
    assertThat(
            Mapping.parse("7ffc1000-7ffc2000 r-xp 00000000 00:00 0          [vdso]")
                .orElseThrow()
                .isKernelCode())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1-2", "x-2 r-xp 0 0:0 0", "1-2 r-x 0 0:0 x", "1 r-xp 0 0:0 0"})
  void skipsWhatIsNone(String line) {
    assertThat(Mapping.parse(line)).isEmpty();
  }
}

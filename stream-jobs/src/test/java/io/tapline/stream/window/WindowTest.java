package io.tapline.stream.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
  @ParameterizedTest
  @CsvSource({
    "SECOND,      119, 119, 120",
    "TEN_SECONDS, 119, 110, 120",
    "TEN_SECONDS, 120, 120, 130",
    "MINUTE,      119,  60, 120",
    "MINUTE,      120, 120, 180",
    "MINUTE,       -1, -60,   0",
  })
  void everySecondHasOneWindow(Resolution resolution, long second, long start, long end) {
    Window window = resolution.windowOf(second);

    assertThat(window.start()).isEqualTo(start);
    assertThat(window.end()).isEqualTo(end);
    assertThat(Window.unpack(window.packed())).isEqualTo(window);
  }

  @Test
  void packedWindowsAscendByStart() {
    assertThat(Resolution.MINUTE.windowOf(60).packed())
        .isLessThan(Resolution.SECOND.windowOf(61).packed());
  }

  @Test
  void refusesAStartThatIsNotAligned() {
    assertThatThrownBy(() -> new Window(Resolution.MINUTE, 61))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("start=61");
  }
}

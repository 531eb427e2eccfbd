package io.tapline.agent.trace.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations are what glibc 2.36 gives for the same second. */
class StrftimeTest {
  private static final ZonedDateTime MOMENT = at(1_795_649_531L);

  private static ZonedDateTime at(long second) {
    return Instant.ofEpochSecond(second, 520_650_808).atZone(ZoneId.of("UTC"));
  }

  @Test
  void knowsEveryConversion() {
    assertThat(
            Strftime.format(
                "%a %A %b %B %c|%C %d %D %e %F %g %G %h %H %I %j %k %l %m %M %n %p %P %r %R %s %S"
                    + " %t %T %u %U %V %w %W %x %X %y %Y %z %Z %%",
                MOMENT))
        .isEqualTo(
            "Wed Wednesday Nov November Wed Nov 25 23:32:11 2026|20 25 11/25/26 25 2026-11-25 26"
                + " 2026 Nov 23 11 329 23 11 11 32 \n PM pm 11:32:11 PM 23:32 1795649531 11 \t"
                + " 23:32:11 3 47 48 3 47 11/25/26 23:32:11 26 2026 +0000 UTC %");
  }

  @Test
  void knowsFlagsAndWidths() {
    assertThat(
            Strftime.format(
                "[%10Y] [%_5d] [%-5d] [%05d] [%10a] [%010a] [%-10a] [%^B] [%#B] [%#p] [%^p] [%40c]"
                    + " [%10D] [%5n] [%5%] [%_H] [%-j] [%_j] [%6j] [%10h] [%EY] [%OH] [%-_d]"
                    + " [%0-d] [%12F] [%#Z] [%5p] [%_m] [%0e] [%-e] [%0k] [%10u]",
                MOMENT))
        .isEqualTo(
            "[0000002026] [   25] [   25] [00025] [       Wed] [0000000Wed] [       Wed]"
                + " [NOVEMBER] [NOVEMBER] [pm] [PM] [                Wed Nov 25 23:32:11 2026] ["
                + "  11/25/26] [    \n] [    %] [23] [329] [329] [000329] [       Nov] [2026] [23]"
                + " [25] [25] [  2026-11-25] [utc] [   PM] [11] [25] [25] [23] [0000000003]");
  }

  @Test
  void leavesWhatItDoesNotKnow() {
    assertThat(Strftime.format("[%N] [%L] [%q] [%E] [%!] [%5] [%+] %", MOMENT))
        .isEqualTo("[%N] [%L] [%q] [%E] [%!] [  %5] [%+] %");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01 00 00 01 1970 70 001 4 4",
    "1104537600, 2005-01-01 00 00 53 2004 04 001 6 6",
    "1230768000, 2009-01-01 00 00 01 2009 09 001 4 4",
    "1483228800, 2017-01-01 01 00 52 2016 16 001 7 0",
    "1609459200, 2021-01-01 00 00 53 2020 20 001 5 5",
    "1640995200, 2022-01-01 00 00 52 2021 21 001 6 6",
    "1735603200, 2024-12-31 52 53 01 2025 25 366 2 2",
  })
  void countsWeeks(long second, String expected) {
    assertThat(Strftime.format("%F %U %W %V %G %g %j %u %w", at(second))).isEqualTo(expected);
  }

  @Test
  void stampsHavePartsOfSeconds() {
    assertThat(Strftime.stamp("%S.%f %k %l", MOMENT)).isEqualTo("11.520650 520650808 520");
    assertThat(Strftime.stamp("", MOMENT)).isEqualTo("(?)");
  }

  @Test
  void timesFitTheirBuffer() {
    assertThat(Strftime.time("x".repeat(63), MOMENT)).isEqualTo(Optional.of("x".repeat(63)));
    assertThat(Strftime.time("x".repeat(64), MOMENT)).isEmpty();
    assertThat(Strftime.time("", MOMENT)).isEmpty();
    assertThat(Strftime.time("%f", MOMENT)).contains("%f");
  }

  @Test
  void knowsTheZone() {
    ZonedDateTime there = MOMENT.withZoneSameInstant(ZoneId.of("America/St_Johns"));
    assertThat(Strftime.format("%H:%M %z %Z", there)).isEqualTo("20:02 -0330 NST");
  }
}

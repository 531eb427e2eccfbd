package io.tapline.storage.query;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a parameter may be, as a query's header names it. */
public enum ParameterType {
  /** Any text. */
  STRING("text") {
    @Override
    Object parse(String text, Clock clock) {
      return text;
    }
  },
  /** A whole number from 0 to 4294967295: UInt32 in SQL. */
  NUMBER("a whole number from 0 to 4294967295") {
    @Override
    Object parse(String text, Clock clock) {
      return Integer.toUnsignedLong(Integer.parseUnsignedInt(text.strip()));
    }
  },
  /**
   * A moment: {@code now}, {@code now-15m} (s, m, h, d), seconds since 1970, or ISO 8601, UTC when
   * it names no zone. DateTime64(3, 'UTC') in SQL.
   */
  TIME("a time such as now, now-15m, 2026-11-23T03:00:00Z or seconds since 1970") {
    @Override
    Object parse(String text, Clock clock) {
      return moment(text.strip(), clock);
    }
  };

  private static final Pattern RELATIVE = Pattern.compile("now(?:-(\\d{1,9})([smhd]))?");
  private static final Pattern EPOCH = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

  private final String words;

  ParameterType(String words) {
    this.words = words;
  }

  /** What is expected, in words, for messages and help. */
  public String words() {
    return words;
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException or {@link DateTimeException} when it is not of this type
   */
  abstract Object parse(String text, Clock clock);

  static ParameterType named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Instant moment(String text, Clock clock) {
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      return relative.group(1) == null
          ? clock.instant()
          : clock.instant().minus(duration(relative.group(1), relative.group(2)));
    }
    if (EPOCH.matcher(text).matches()) {
      BigDecimal seconds = new BigDecimal(text);
      long whole = seconds.longValue();
      return Instant.ofEpochSecond(
          whole, seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }
    String iso = text.replace(' ', 'T');
    return iso.endsWith("Z")
        ? Instant.parse(iso)
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  private static Duration duration(String count, String unit) {
    long n = Long.parseLong(count);
    return switch (unit) {
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      default -> Duration.ofDays(n);
    };
  }
}

package io.tapline.storage.engine;

import com.clickhouse.client.api.data_formats.internal.BinaryStreamReader;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the driver's many Java types down to those that {@link QueryResult} promises. */
final class Values {
  private Values() {}

  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger big) {
      return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof LocalDateTime time) {
      // Every time column of the store is in UTC.
      return time.toInstant(ZoneOffset.UTC);
    }
    if (value instanceof BinaryStreamReader.ArrayValue array) {
      return plain(array.asList());
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>(list.size());
      for (Object element : list) {
        plain.add(plain(element));
      }
      return plain;
    }
    if (value instanceof Object[] array) {
      List<@Nullable Object> plain = new ArrayList<>(array.length);
      for (Object element : array) {
        plain.add(plain(element));
      }
      return plain;
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((k, v) -> plain.put(plain(k), plain(v)));
      return plain;
    }
    return value;
  }
}

package io.tapline.agent.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ByteDictionaryTest {
  private final ByteDictionary dictionary = new ByteDictionary();

  @Test
  void equalBytesGetEqualNumbersThroughGrowthAndClear() {
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 3; round++) {
      Map<String, Integer> expected = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        String text = "s".repeat(random.nextInt(5)) + random.nextInt(3_000);
        int next = expected.size();
        int index = indexOf(text);
        assertThat(index).isEqualTo(expected.computeIfAbsent(text, unused -> next));
      }
      assertThat(dictionary.size()).isEqualTo(expected.size());
      expected.forEach(
          (text, index) ->
              assertThat(new String(dictionary.bytes(index), StandardCharsets.UTF_8))
                  .isEqualTo(text));
      dictionary.clear();
    }
  }

  @Test
  void theEmptyStringIsAString() {
    assertThat(indexOf("")).isZero();
    assertThat(indexOf("a")).isEqualTo(1);
    assertThat(indexOf("")).isZero();
    assertThat(dictionary.bytes(0)).isEmpty();
  }

  private int indexOf(String text) {
    byte[] bytes = ("??" + text + "??").getBytes(StandardCharsets.UTF_8);
    return dictionary.indexOf(ByteBuffer.wrap(bytes), 2, bytes.length - 4);
  }
}

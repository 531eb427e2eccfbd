package io.tapline.agent.trace.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternetAddressTest {
  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000000000, ::",
    "00000000000000000000000000000001, ::1",
    "00000000000000000000000000000012, ::12",
    "00000000000000000000000000010002, ::0.1.0.2",
    "00000000000000000000000001020304, ::1.2.3.4",
    "00000000000000000000ffff01020304, ::ffff:1.2.3.4",
    "00000000000000000000ffff00000000, ::ffff:0.0.0.0",
    "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
    "00010000000000020000000000030000, 1::2:0:0:3:0",
    "00010002000300040005000600000008, 1:2:3:4:5:6:0:8",
    "00000000000100000000000000000000, 0:0:1::",
    "fe80000000000000020000fffe000001, fe80::200:ff:fe00:1",
    "7f000001, 127.0.0.1",
  })
  void writesAddressesAsTheLibraryDoes(String hex, String text) {
    ByteBuffer bytes = ByteBuffer.allocate(hex.length() / 2);
    for (int i = 0; i < hex.length(); i += 2) {
      bytes.put((byte) Integer.parseInt(hex.substring(i, i + 2), 16));
    }
    assertThat(InternetAddress.text(bytes, 0, bytes.capacity())).isEqualTo(text);
  }
}

package io.tapline.agent.target.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KernelSymbolsTest {
  private static KernelSymbols read(String text) throws IOException {
    return KernelSymbols.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String at(KernelSymbols symbols, long address) {
    return symbols.at(address).map(s -> s.name() + "+" + s.offset()).orElse("-");
  }

  @Test
  void findsTheFunctionBefore() throws IOException {
    KernelSymbols symbols =
        read(
            "ffffffff81000000 T _stext\nffffffff81000000 T _text\nffffffff81000100 t second\n"
                + "ffffffffc0201000 t trampoline\t[ftrace]\n");
    assertThat(at(symbols, 0xffffffff81000010L)).isEqualTo("_text+16");
    assertThat(at(symbols, 0xffffffff81000100L)).isEqualTo("second+0");
    assertThat(at(symbols, -1)).startsWith("trampoline+");
    assertThat(at(symbols, 0xffffffff80000000L)).isEqualTo("-");
    assertThat(at(symbols, 5)).isEqualTo("-");
  }

  @Test
  void sortsModulesBetweenWhereTheyBelong() throws IOException {
    KernelSymbols symbols = read("30 t c\n10 t a [m]\n20 W b\n");
    assertThat(at(symbols, 0x1f)).isEqualTo("a+15");
    assertThat(at(symbols, 0x20)).isEqualTo("b+0");
  }

  @Test
  void leavesDataAndHiddenAddressesOut() throws IOException {
    KernelSymbols symbols =
        read("10 t a\n20 d data\n30 B bss\n0000000000000000 t hidden\n40 R rodata\nnonsense\n\n");
    assertThat(symbols.size()).isEqualTo(1);
    assertThat(at(symbols, 0x40)).isEqualTo("a+48");
  }

  @Test
  void readsLinesThatCrossItsBuffer() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 20_000; i++) {
      text.append(String.format("%016x t function_number_%d\n", i * 16L, i));
    }
    KernelSymbols symbols = read(text.toString());
    assertThat(symbols.size()).isEqualTo(20_000);
    assertThat(at(symbols, 16L * 12_345 + 3)).isEqualTo("function_number_12345+3");
  }

  @Test
  void skipsALineWithoutAnEnd() throws IOException {
    assertThat(read("10 t " + "x".repeat(200_000) + "\n20 t good\n").size()).isLessThan(3);
  }
}

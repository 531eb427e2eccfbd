package io.tapline.agent.target.usdt;

import static io.tapline.agent.probe.UsdtArgument.Kind.CONSTANT;
import static io.tapline.agent.probe.UsdtArgument.Kind.MEMORY;
import static io.tapline.agent.probe.UsdtArgument.Kind.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsdtArgumentParserTest {
  private static final long SITE = 0x1000;
  private static final Map<String, Long> SYMBOLS =
      Map.of("NBuffers", 0x5000L, "CheckpointStats", 0x6000L, "hidden.42", 0x800L);

  @Test
  void readsEveryFormThatPostgresqlHas() throws IOException {
    assertThat(parse("8@%rbx -4@$-5 4@60(%rax) 8@-144(%rbp) 1@%r13b 2@%ax 4@%r9d 8@(%r12)"))
        .containsExactly(
            new UsdtArgument(8, false, REGISTER, "rbx", "", 1, 0),
            new UsdtArgument(4, true, CONSTANT, "", "", 1, -5),
            new UsdtArgument(4, false, MEMORY, "rax", "", 1, 60),
            new UsdtArgument(8, false, MEMORY, "rbp", "", 1, -144),
            new UsdtArgument(1, false, REGISTER, "r13", "", 1, 0),
            new UsdtArgument(2, false, REGISTER, "rax", "", 1, 0),
            new UsdtArgument(4, false, REGISTER, "r9", "", 1, 0),
            new UsdtArgument(8, false, MEMORY, "r12", "", 1, 0));
  }

  @Test
  void readsIndexAndScale() throws IOException {
    assertThat(parse("8@16(%rax,%rdx,8) 8@(%rsi,%rdi)"))
        .containsExactly(
            new UsdtArgument(8, false, MEMORY, "rax", "rdx", 8, 16),
            new UsdtArgument(8, false, MEMORY, "rsi", "rdi", 1, 0));
  }

  @Test
  void measuresSymbolsFromTheSite() throws IOException {
    assertThat(
            parse(
                "-4@NBuffers(%rip) -4@40+CheckpointStats(%rip) 8@CheckpointStats+8(%rip)"
                    + " 8@CheckpointStats-8(%rip) 4@hidden.42(%rip)"))
        .map(UsdtArgument::displacement)
        .containsExactly(0x4000L, 0x5028L, 0x5008L, 0x4ff8L, -0x800L);
  }

  @Test
  void hasNoArgumentsWhereThereAreNone() throws IOException {
    assertThat(parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8@%xmm0",
        "8f@%xmm0",
        "3@%rax",
        "@%rax",
        "8@%ah",
        "8@",
        "%rax",
        "8@$",
        "8@$symbol",
        "8@8(%rip)",
        "8@unknown(%rip)",
        "8@NBuffers(%rax)",
        "8@(%rax,%rdx,3)",
        "8@%fs:8(%rax)",
        "8@NBuffers(%rip,%rax)",
        "8@$99999999999999999999",
        "8@((%rax)",
        "8@0x(%rax)"
      })
  void refusesWhatCannotBeReadWithItsPlace(String arguments) {
    assertThatThrownBy(() -> parse(arguments))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageStartingWith("app: at 0x40: ");
  }

  static List<UsdtArgument> parse(String text) throws IOException {
    return new UsdtArgumentParser("app", 0x40, SITE, UsdtArgumentParserTest::address).parse(text);
  }

  private static OptionalLong address(String symbol) {
    Long address = SYMBOLS.get(symbol);
    return address == null ? OptionalLong.empty() : OptionalLong.of(address);
  }
}

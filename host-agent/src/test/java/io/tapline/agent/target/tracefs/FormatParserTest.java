package io.tapline.agent.target.tracefs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.TracepointFormat.FormatField;
import io.tapline.agent.target.read.MalformedInputException;
import org.junit.jupiter.api.Test;

final class FormatParserTest {
  /** Fields of several events of Linux 6.18 in one record. */
  private static final String SAMPLE =
      """
      name: sample
      ID: 365
      format:
      	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
      	field:int common_pid;	offset:4;	size:4;	signed:1;

      	field:__data_loc char[] filename;	offset:8;	size:4;	signed:0;
      	field:pid_t pid;	offset:12;	size:4;	signed:1;
      	field:char prev_comm[16];	offset:16;	size:16;	signed:0;
      	field:const char * path;	offset:32;	size:8;	signed:0;
      	field:unsigned long args[6];	offset:40;	size:48;	signed:0;
      	field:__u8 saddr[sizeof(struct sockaddr_in6)];	offset:88;	size:28;	signed:0;
      	field:u32 buf[];	offset:116;	size:0;	signed:0;
      	field:__data_loc u64[] addresses;	offset:116;	size:4;	signed:0;

      print fmt: "field:int fake;	offset:1;	size:1;	signed:0;"
      """;

  @Test
  void readsEveryKindOfDeclaration() throws MalformedInputException {
    TracepointFormat format = new FormatParser("sample").parse(SAMPLE);
    assertThat(format.id()).isEqualTo(365);
    assertThat(format.fields())
        .containsExactly(
            new FormatField("filename", "__data_loc char", 8, 4, false, 0, true),
            new FormatField("pid", "pid_t", 12, 4, true, 0, false),
            new FormatField("prev_comm", "char", 16, 16, false, 16, false),
            new FormatField("path", "const char *", 32, 8, false, 0, false),
            new FormatField("args", "unsigned long", 40, 48, false, 6, false),
            new FormatField("saddr", "__u8", 88, 28, false, 28, false),
            new FormatField("buf", "u32", 116, 0, false, 0, false),
            new FormatField("addresses", "__data_loc u64", 116, 4, false, 0, true));
  }

  @Test
  void namesTheLineThatIsWrong() {
    assertThatThrownBy(() -> new FormatParser("f").parse("ID: 1\n\tfield:int x; offset:a;"))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageStartingWith("f: line 2: ");
    assertThatThrownBy(() -> new FormatParser("f").parse("ID: many"))
        .hasMessage("f: line 1: ID is not a number");
    assertThatThrownBy(() -> new FormatParser("f").parse("name: x\n"))
        .hasMessageContaining("no line 'ID: number'");
  }

  @FuzzTest(maxDuration = "30s")
  void readsAnyTextOrTellsWhereItIsWrong(FuzzedDataProvider data) {
    try {
      new FormatParser("fuzz").parse(data.consumeRemainingAsString());
    } catch (MalformedInputException e) {
      // The error the law allows.
      return;
    }
  }
}

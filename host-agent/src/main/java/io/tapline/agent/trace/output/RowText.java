package io.tapline.agent.trace.output;

import java.util.List;

/** Rows of {@code emit} as text: {@code pid=12 file="a b"}. */
final class RowText {
  private RowText() {}

  static String of(List<String> columns, List<DecodedValue> values) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      out.append(i == 0 ? "" : " ").append(ByteText.of(columns.get(i))).append('=');
      String text = ValueText.of(values.get(i));
      if (isWord(text)) {
        out.append(text);
      } else {
        quote(out, text);
      }
    }
    return out.append('\n').toString();
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c > ' ' && c != '"' && c != '\\' && c != 0x7f);
  }

  /** As JSON has it; bytes of UTF-8 stay as they are. */
  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f) {
        out.append(c);
      } else {
        StringBuilder one = ValueJson.quote(new StringBuilder(), String.valueOf(c));
        out.append(one, 1, one.length() - 1);
      }
    }
    out.append('"');
  }
}

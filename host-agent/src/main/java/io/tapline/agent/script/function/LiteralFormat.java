package io.tapline.agent.script.function;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code printf}'s formats with values that are known when the script is compiled. */
final class LiteralFormat {
  private static final Pattern CONVERSION =
      Pattern.compile("%(-?)\\+? ?#?(0?)([0-9]*)(?:\\.[0-9]+)?[hlLjzt]*([a-zA-Z%])");

  private static final int MAX_WIDTH = 200;

  private LiteralFormat() {}

  static String format(String format, List<Value> values) {
    Iterator<Value> rest = values.iterator();
    StringBuilder text = new StringBuilder();
    Matcher matcher = CONVERSION.matcher(format);
    while (matcher.find()) {
      matcher.appendReplacement(text, "");
      if (matcher.group(4).equals("%") || !rest.hasNext()) {
        text.append('%');
      } else {
        text.append(padded(matcher, shown(rest.next(), matcher.group(4))));
      }
    }
    return matcher.appendTail(text).toString();
  }

  private static String padded(Matcher conversion, String shown) {
    String digits = conversion.group(3);
    int width = digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    String fill = conversion.group(2).isEmpty() ? " " : "0";
    String padding = fill.repeat(Math.max(0, Math.min(width, MAX_WIDTH) - shown.length()));
    return conversion.group(1).isEmpty() ? padding + shown : shown + padding;
  }

  private static String shown(Value value, String letter) {
    if (value instanceof Value.TextConstant text) {
      return text.text();
    }
    Value.Constant constant = (Value.Constant) value;
    long number = constant.value();
    switch (letter) {
      case "x", "X" -> {
        return letter.equals("x")
            ? Long.toHexString(number)
            : Long.toHexString(number).toUpperCase(java.util.Locale.ROOT);
      }
      case "o" -> {
        return Long.toOctalString(number);
      }
      case "p" -> {
        return "0x" + Long.toHexString(number);
      }
      case "c" -> {
        return String.valueOf((char) (number & 0xff));
      }
      default -> {
        return words(constant, letter);
      }
    }
  }

  private static String words(Value.Constant constant, String letter) {
    if (letter.equals("s") && constant.type() instanceof Type.Bool) {
      return constant.value() == 0 ? "false" : "true";
    }
    if (letter.equals("s") && constant.type() instanceof Type.Enumeration e) {
      return e.names().getOrDefault(constant.value(), Long.toString(constant.value()));
    }
    boolean unsigned = constant.type() instanceof Type.Int type && !type.signed();
    return unsigned ? Long.toUnsignedString(constant.value()) : Long.toString(constant.value());
  }
}

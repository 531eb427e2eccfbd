package io.tapline.agent.target.demangle;

import java.util.function.BiConsumer;

/** A reference to a reference is one: {@code T&&} is {@code int&} where T is {@code int&}. */
final class References {
  private References() {}

  /** Does something with what is pointed to and the sign, once references became one. */
  static void collapsed(Types.Pointer pointer, Printer out, BiConsumer<Node, String> action) {
    if (pointer.sign().equals("*")) {
      action.accept(pointer.target(), "*");
      return;
    }
    if (pointer.target() instanceof Templates.Parameter parameter) {
      parameter.resolve(out, argument -> fold(pointer, argument, action));
    } else {
      fold(pointer, pointer.target(), action);
    }
  }

  private static void fold(Types.Pointer pointer, Node target, BiConsumer<Node, String> action) {
    if (target instanceof Types.Pointer inner && !inner.sign().equals("*")) {
      boolean both = pointer.sign().equals("&&") && inner.sign().equals("&&");
      action.accept(inner.target(), both ? "&&" : "&");
    } else {
      action.accept(target, pointer.sign());
    }
  }
}

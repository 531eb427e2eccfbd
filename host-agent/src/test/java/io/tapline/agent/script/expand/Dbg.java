package io.tapline.agent.script.expand;
import io.tapline.agent.script.ast.*;
import io.tapline.agent.script.config.*;
import io.tapline.agent.script.source.*;
import java.util.*;
class Dbg { public static void main(String[] a) throws Exception {
  String text = a[0].startsWith("@file") ? java.nio.file.Files.readString(java.nio.file.Path.of(a[0].substring(5))) : a[0];
  Source src = new Source(a[0].startsWith("@file") ? a[0].substring(5) : "stdin", text); Diagnostics d = new Diagnostics(src);
  List<String> pos = Arrays.asList(a).subList(1, a.length);
  ReadScript r = ScriptReader.read(src, Dialect.TRACE, ScriptConfig.DEFAULT, new ScriptArguments(pos, Map.of(), OptionalInt.empty(), OptionalInt.empty(), false), d);
  System.out.println(AstPrinter.print(r.script()));
  d.list().forEach(x -> System.out.println(x.renderAsBpftrace()));
  d.warnings().forEach(x -> System.out.println(x.renderAsBpftrace()));
}}

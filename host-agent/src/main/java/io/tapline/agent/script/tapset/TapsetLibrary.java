package io.tapline.agent.script.tapset;

import io.tapline.agent.name.NearNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tapsets that come with Tapline: resources under {@code tapsets/}, named in its index, one on
 * a line; those that an agent does not run unless asked are marked {@code on-demand} there.
 */
public final class TapsetLibrary {
  private static final String FOLDER = "/tapsets/";
  private static final String INDEX = FOLDER + "index";

  private static final String ON_DEMAND = "on-demand";

  private final Map<String, Tapset> tapsets;
  private final List<String> defaults;

  private TapsetLibrary(Map<String, Tapset> tapsets, List<String> defaults) {
    this.tapsets = tapsets;
    this.defaults = List.copyOf(defaults);
  }

  /** Reads the library out of the jar. */
  public static TapsetLibrary load() {
    Map<String, Tapset> tapsets = new TreeMap<>();
    List<String> defaults = new ArrayList<>();
    for (String line : read(INDEX).split("\n", -1)) {
      String[] words = line.strip().split("\\s+", -1);
      String name = words[0];
      if (name.isEmpty() || name.startsWith("#")) {
        continue;
      }
      String script = read(FOLDER + name + ".bt");
      tapsets.put(name, new Tapset(TapsetHeader.of(script, name), script));
      if (words.length == 1 || !words[1].equals(ON_DEMAND)) {
        defaults.add(name);
      }
    }
    return new TapsetLibrary(tapsets, defaults);
  }

  /** All tapsets, by name. */
  public List<Tapset> all() {
    return List.copyOf(tapsets.values());
  }

  /** Names of those that run unless others are asked for. */
  public List<String> defaults() {
    return defaults;
  }

  /** The tapset of that name. */
  public Optional<Tapset> find(String name) {
    return Optional.ofNullable(tapsets.get(name));
  }

  /** The name nearest to one that does not exist, for a hint. */
  public Optional<String> nearest(String name) {
    return NearNames.nearest(name, tapsets.keySet());
  }

  private static String read(String resource) {
    try (InputStream in = TapsetLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + resource, e);
    }
  }
}

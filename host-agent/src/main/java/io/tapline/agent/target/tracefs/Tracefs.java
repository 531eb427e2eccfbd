package io.tapline.agent.target.tracefs;

import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.TracepointFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kernel's list of tracepoints, a folder {@code events/CATEGORY/EVENT} each. Thread-safe. */
public final class Tracefs {
  /** Where kernels since 4.1 offer a folder to mount on, and where older tools looked. */
  private static final List<Path> PLACES =
      List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

  /** Names come from scripts: none of them may lead out of the events folder. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private static final String FIELD = "\tfield:";

  private final Path events;
  private final Path list;

  /**
   * @param root where tracefs is mounted
   */
  public Tracefs(Path root) {
    this.events = root.resolve("events");
    this.list = root.resolve("available_events");
  }

  /**
   * Finds tracefs, mounting it when the host has not.
   *
   * @throws ProbeUnavailableException when it is not there and cannot be mounted
   */
  public static Tracefs open(TracefsMounter mounter) throws ProbeUnavailableException {
    Optional<Tracefs> mounted = find();
    if (mounted.isPresent()) {
      return mounted.get();
    }
    Path place = PLACES.get(0);
    try {
      mounter.mount(place);
    } catch (IOException e) {
      throw new ProbeUnavailableException(
          "tracepoints need tracefs, which is not mounted, and "
              + e.getMessage()
              + "; "
              + remedy());
    }
    return find()
        .orElseThrow(
            () ->
                new ProbeUnavailableException(
                    "tracefs was mounted on " + place + " and holds no events; " + remedy()));
  }

  /** Tracefs where it is mounted already and readable. */
  public static Optional<Tracefs> find() {
    return PLACES.stream()
        .filter(p -> Files.isReadable(p.resolve("events")))
        .findFirst()
        .map(Tracefs::new);
  }

  private static String remedy() {
    return "as root: mount -t tracefs tracefs " + PLACES.get(0);
  }

  /** Categories, sorted. */
  public List<String> categories() {
    return folders(events);
  }

  /** Events of a category, sorted; empty when there is no such category. */
  public List<String> events(String category) {
    return valid(category) ? folders(events.resolve(category)) : List.of();
  }

  /** Whether there is such an event. */
  public boolean has(String category, String event) {
    return valid(category)
        && valid(event)
        && Files.isDirectory(events.resolve(category).resolve(event));
  }

  /** The kernel's list of functions that can be traced; it may be forbidden to read it. */
  public static List<Path> traceableFunctions() {
    return PLACES.stream().map(p -> p.resolve("available_filter_functions")).toList();
  }

  /**
   * An event's number and fields; empty when there is no such event.
   *
   * @throws UncheckedIOException when its file cannot be read or is not in the known format
   */
  public Optional<TracepointFormat> format(String category, String event) {
    if (!valid(category) || !valid(event)) {
      return Optional.empty();
    }
    Path file = events.resolve(category).resolve(event).resolve("format");
    try {
      return Optional.of(new FormatParser(file.toString()).parse(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * An event's fields as the kernel declares them, {@code char prev_comm[16]}, without those that
   * all events have; empty when there is no such event.
   */
  public List<String> declarations(String category, String event) throws IOException {
    if (!valid(category) || !valid(event)) {
      return List.of();
    }
    Path file = events.resolve(category).resolve(event).resolve("format");
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> own = new ArrayList<>();
    boolean common = true;
    for (String line : Files.readAllLines(file)) {
      int end = line.indexOf(';');
      if (common) {
        // A blank line ends the fields that all events have.
        common = !line.isEmpty();
      } else if (line.startsWith(FIELD) && end > 0) {
        own.add(line.substring(FIELD.length(), end));
      }
    }
    return own;
  }

  /**
   * Every event that can be traced as {@code CATEGORY:EVENT}, sorted. The kernel's own list of them
   * is one file; its folders, 2,000 and more, are walked where there is none.
   */
  public List<String> all() {
    try {
      return Files.readAllLines(list).stream().filter(l -> !l.isBlank()).sorted().toList();
    } catch (IOException e) {
      List<String> all = new ArrayList<>();
      for (String category : categories()) {
        events(category).forEach(event -> all.add(category + ":" + event));
      }
      all.sort(null);
      return all;
    }
  }

  private static boolean valid(String name) {
    return NAME.matcher(name).matches();
  }

  private static List<String> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(p -> p.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("list " + folder + ": " + e.getMessage(), e);
    }
  }
}

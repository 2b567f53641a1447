package dev.gpuworker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The API against which a module's users compile: public types outside {@code internal} packages, with their public and
 * protected members. A checked-in file lists it, so that reviewers see every change.
 */
public final class PublicApi {
    /** With this property set the file is written instead of compared. */
    public static final String WRITE = "api.write";

    /** A record's constructor lists its components; with more than this many, another one is likely to be added. */
    private static final int COMPONENTS_MAX = 8;

    /** Members of every type, which add nothing. */
    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private final List<Class<?>> types;

    private PublicApi(List<Class<?>> types) {
        this.types = types;
    }

    /** Reads the module whose tests run, from {@code target/classes}. */
    public static PublicApi ofThisModule() throws IOException {
        Path classes = Path.of("target", "classes");
        try (Stream<Path> files = Files.walk(classes.resolve("dev"))) {
            return new PublicApi(files.map(classes::relativize)
                    .map(file -> file.toString().replace('\\', '/').replace('/', '.'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> !name.contains(".internal."))
                    .sorted()
                    .<Class<?>>map(PublicApi::load)
                    .filter(PublicApi::isVisible)
                    .toList());
        }
    }

    /** Fails if the checked-in file of this module lists other types or members. */
    public void requireCheckedIn() throws IOException {
        String now = text();
        assertThat(Files.exists(file()) ? Files.readString(file()) : "")
                .as(howToWrite())
                .isEqualTo(now);
    }

    /** Fails if a public record has so many components that the next one would break its users. */
    public void requireSmallRecords() {
        assertThat(recordsOver(COMPONENTS_MAX))
                .as(
                        "public records whose next component would break their users; make each a final class with a builder")
                .isEmpty();
    }

    /** Returns the checked-in file of this module. */
    private static Path file() {
        return Path.of("api", Path.of("").toAbsolutePath().getFileName() + ".api");
    }

    /** Returns how to write the file anew, for the failing test. */
    private static String howToWrite() {
        return "the public API; when the change is meant, write " + file()
                + " of each module anew with: mvn -Pfast test"
                + " -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";
    }

    /** Returns one line for each type and member, in a stable order. Writes it into the file first if asked to. */
    private String text() throws IOException {
        String text = types.stream().map(PublicApi::describe).collect(Collectors.joining("\n"));
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(file().getParent());
            Files.writeString(file(), text);
        }
        return text;
    }

    /** Returns the public records with more components than this: each new component would break their users. */
    private List<String> recordsOver(int components) {
        return types.stream()
                .filter(type -> type.isRecord() && type.getRecordComponents().length > components)
                .map(type -> type.getName() + " has " + type.getRecordComponents().length + " components")
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("target/classes is not on the class path", e);
        }
    }

    /** Returns whether the type and all types around it are public or protected. */
    private static boolean isVisible(Class<?> type) {
        boolean visible = isVisible(type.getModifiers()) && !type.isSynthetic() && !type.isAnonymousClass();
        return visible && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String describe(Class<?> type) {
        StringBuilder lines = new StringBuilder(head(type)).append('\n');
        Stream.<Stream<? extends AccessibleObject>>of(
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredMethods()).filter(method -> !isOfEveryType(method)))
                .flatMap(members -> members.filter(member -> isPart((Member) member))
                        .map(PublicApi::line)
                        .sorted())
                .forEach(line -> lines.append("  ").append(line).append('\n'));
        return lines.toString();
    }

    private static String head(Class<?> type) {
        String parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass())
                                .filter(parent ->
                                        !Set.of(Object.class, Record.class).contains(parent)),
                        Arrays.stream(type.getGenericInterfaces()))
                .map(parent -> parent.getTypeName())
                .collect(Collectors.joining(", "));
        return modifiers(type) + " " + kind(type) + " " + type.getName() + parameters(type)
                + (parents.isEmpty() ? "" : " : " + parents);
    }

    /** Written out here, because {@code Class.toGenericString} differs between JDKs. */
    private static String modifiers(Class<?> type) {
        int modifiers = type.getModifiers() & ~Modifier.INTERFACE;
        boolean implied = type.isInterface() || type.isRecord() || type.isEnum();
        return Modifier.toString(
                        implied ? modifiers & ~(Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC) : modifiers)
                + (type.isSealed() && !type.isEnum() ? " sealed" : "");
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static String parameters(Class<?> type) {
        String names =
                Arrays.stream(type.getTypeParameters()).map(Object::toString).collect(Collectors.joining(","));
        return names.isEmpty() ? "" : "<" + names + ">";
    }

    private static boolean isPart(Member member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    private static boolean isOfEveryType(Method method) {
        boolean ofEnum = method.getDeclaringClass().isEnum()
                && Set.of("values", "valueOf").contains(method.getName());
        return ofEnum || OF_OBJECT.contains(method.getName());
    }

    private static String line(AccessibleObject member) {
        String declarer = " " + ((Member) member).getDeclaringClass().getName();
        if (member instanceof Field field) {
            return shortened(field.toGenericString().replace(declarer + ".", " "));
        }
        String text = ((Executable) member).toGenericString();
        return shortened(
                member instanceof Constructor
                        ? text.replace(declarer + "(", " new(")
                        : text.replace(declarer + ".", " "));
    }

    private static String shortened(String line) {
        return line.replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "");
    }
}

package dev.gpuworker.mock.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * Turns SIGTERM, SIGINT and the end of standard input into a {@link StopRequest}; a second signal ends the process at
 * once.
 *
 * <p>A JVM shutdown hook does not suffice: the process would end with 128 + the signal's number instead of 0, and a
 * second signal would be ignored. {@code sun.misc.Signal} is the JDK's only other way (module jdk.unsupported, kept
 * until there is a successor); it is called by reflection, because javac's warning about it cannot be turned off.
 *
 * <p>If the parent process ignores SIGINT, as a shell script does for its background jobs, the JVM keeps ignoring it.
 */
final class StopSignals {
    private static final Map<StopRequest.Reason, Integer> NUMBERS =
            Map.of(StopRequest.Reason.SIGTERM, 15, StopRequest.Reason.SIGINT, 2);

    private static final int READ_BYTES = 512;

    private StopSignals() {}

    /**
     * Lets the operating system do what it does by default: it ends the process, whose wait status is then the signal.
     * Returns false if the JVM can't do that: it then ends by itself, with 128 and the signal's number.
     */
    static boolean leaveToTheSystem(StopRequest.Reason signal) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object named = signalType
                    .getConstructor(String.class)
                    .newInstance(signal.name().substring("SIG".length()));
            Object byDefault = handlerType.getField("SIG_DFL").get(null);
            signalType.getMethod("handle", signalType, handlerType).invoke(null, named, byDefault);
            return true;
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | NoSuchFieldException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            return false;
        }
    }

    /**
     * Listens for the end of standard input. The operating system closes it with the program at the other end, however
     * that program dies, so no mock outlives the test run that started it.
     */
    static void listenForTheEndOf(InputStream in, StopRequest stop) {
        Thread thread = new Thread(() -> awaitEnd(in, stop), "mock-worker-stdin");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEnd(InputStream in, StopRequest stop) {
        byte[] ignored = new byte[READ_BYTES];
        try {
            while (in.read(ignored) >= 0) {
                // What is written there means nothing.
            }
        } catch (IOException e) {
            // A broken input has ended as well.
        }
        stop.request(StopRequest.Reason.STDIN_CLOSED);
    }

    /** Listens for SIGTERM or SIGINT. Returns false if the JVM cannot: the signal then keeps its default effect. */
    static boolean listen(StopRequest.Reason signal, StopRequest stop) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, args) -> {
                        if (method.getName().equals("handle") && !stop.request(signal)) {
                            stop.exitAtOnce(128 + NUMBERS.getOrDefault(signal, 0));
                        }
                        return method.getReturnType() == int.class ? 0 : null;
                    });
            Object named = signalType
                    .getConstructor(String.class)
                    .newInstance(signal.name().substring("SIG".length()));
            signalType.getMethod("handle", signalType, handlerType).invoke(null, named, handler);
            return true;
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            return false;
        }
    }
}

package dev.glissade.kernel;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/// Whether the just-in-time compiler is at work, as far as HotSpot tells.
final class JitActivity {
    private static final Object[] NO_ARGUMENTS = {null};
    private static final String[] SIGNATURE = {String[].class.getName()};

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final @Nullable ObjectName commands = commands();

    private static @Nullable ObjectName commands() {
        try {
            return new ObjectName("com.sun.management:type=DiagnosticCommand");
        } catch (MalformedObjectNameException e) {
            return null;
        }
    }

    /// Whether a compilation is running or waiting; false where the virtual machine does not say.
    ///
    /// This is the diagnostic command `Compiler.queue`, whose answer is the current compilations under a first heading,
    /// then one heading for each queue with `Empty` or its tasks. It takes some hundred microseconds.
    boolean busy() {
        var name = commands;
        if (name == null) {
            return false;
        }
        try {
            return busy((String) server.invoke(name, "compilerQueue", NO_ARGUMENTS, SIGNATURE));
        } catch (JMException | RuntimeException withoutTheCommand) {
            return false;
        }
    }

    static boolean busy(String queues) {
        return queues.lines()
                .map(String::strip)
                .anyMatch(line -> !line.isEmpty() && !line.endsWith(":") && !line.equals("Empty"));
    }
}

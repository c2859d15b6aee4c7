package dev.fencepost.workbench.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the resource that Maven fills in. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        }
        String java = System.getProperty("java.version");
        return new String[] {"fencepost " + properties.getProperty("version") + " (Java " + java + ")"};
    }
}
